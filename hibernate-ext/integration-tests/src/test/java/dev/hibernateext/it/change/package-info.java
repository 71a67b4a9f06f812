/** Change capture on real databases. Start with {@link dev.hibernateext.it.change.ChangeCaptureIT}. */
@NullMarked
package dev.hibernateext.it.change;

import org.jspecify.annotations.NullMarked;
