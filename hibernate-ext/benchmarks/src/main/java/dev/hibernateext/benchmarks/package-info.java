/**
 * What the library costs. The same operations run on an entity of ours and on one with hand-written columns, on the same
 * table, in the same run. Start with {@link dev.hibernateext.benchmarks.Report}.
 */
@NullMarked
package dev.hibernateext.benchmarks;

import org.jspecify.annotations.NullMarked;
