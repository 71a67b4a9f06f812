/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import java.lang.reflect.Member;
import java.util.EnumSet;
import java.util.Properties;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a number of a sequence in the insert itself, which returns it; asks for it before where inserts return nothing. Numbers are never
 * taken in advance: those of another node would be greater and older.
 */
final class NumberGenerator extends SequenceStyleGenerator implements OnExecutionGenerator {

    private static final long serialVersionUID = 1L;

    private final String sequence;
    private boolean isReturned;
    private transient @Nullable SqlStringGenerationContext naming;

    NumberGenerator(NextNumber annotation, Member member, GeneratorCreationContext creation) {
        this.sequence = annotation.sequence();
    }

    @Override
    public void configure(GeneratorCreationContext creation, Properties parameters) {
        parameters.put(SEQUENCE_PARAM, sequence);
        parameters.put(OptimizableGenerator.INCREMENT_PARAM, 1);
        super.configure(creation, parameters);
        isReturned = getDatabaseStructure().isPhysicalSequence()
                && creation.getDatabase().getDialect().supportsInsertReturning();
    }

    @Override
    public void initialize(SqlStringGenerationContext context) {
        super.initialize(context);
        naming = context;
    }

    @Override
    public boolean generatedOnExecution() {
        return isReturned;
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EventTypeSets.INSERT_ONLY;
    }

    @Override
    public boolean referenceColumnsInSql(Dialect dialect) {
        return true;
    }

    @Override
    public boolean writePropertyValue() {
        return false;
    }

    @Override
    public String[] getReferencedColumnValues(Dialect dialect) {
        return new String[] {determineBulkInsertionIdentifierGenerationSelectFragment(naming)};
    }
}
