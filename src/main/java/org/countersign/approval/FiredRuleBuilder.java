package org.countersign.approval;

import org.countersign.approval.ApprovalPolicy.FiredRule;
import org.jspecify.annotations.Nullable;

/** Says what a rule of the approval policy says, column by column; a column that nobody tells is one that the table does not have. */
public final class FiredRuleBuilder {

    private final String rule;
    private @Nullable Integer level;
    private @Nullable String role;
    private @Nullable String reason;
    private @Nullable String answers;
    private @Nullable String earlierAnswer;
    private @Nullable String lines;
    private @Nullable String comment;

    FiredRuleBuilder(String rule) {
        this.rule = rule;
    }

    /** Tells 0 for approval by rule, else from 1. */
    public FiredRuleBuilder level(@Nullable Integer value) {
        level = value;
        return this;
    }

    /** Tells who is asked. */
    public FiredRuleBuilder role(@Nullable String value) {
        role = value;
        return this;
    }

    /** Tells why, in words for the approver. */
    public FiredRuleBuilder reason(@Nullable String value) {
        reason = value;
        return this;
    }

    /** Tells how many people have to agree; null as any one. */
    public FiredRuleBuilder answers(@Nullable String value) {
        answers = value;
        return this;
    }

    /** Tells whether an answer that somebody gave before counts here too; null where it does. */
    public FiredRuleBuilder earlierAnswer(@Nullable String value) {
        earlierAnswer = value;
        return this;
    }

    /** Tells what is asked about; null as the whole document. */
    public FiredRuleBuilder lines(@Nullable String value) {
        lines = value;
        return this;
    }

    /** Tells which answers need a comment; null as all but approvals. */
    public FiredRuleBuilder comment(@Nullable String value) {
        comment = value;
        return this;
    }

    /** The rule. */
    public FiredRule build() {
        return new FiredRule(rule, level, role, reason, answers, earlierAnswer, lines, comment);
    }
}
