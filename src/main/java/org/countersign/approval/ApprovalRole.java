package org.countersign.approval;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a step asks, as the policy names it.
 *
 * @param kind what kind of role it is
 * @param argument the code of the cost centre or department, the id of the group, the name of the person; null for the
 *     others
 */
record ApprovalRole(Kind kind, @Nullable String argument) {

    enum Kind {
        AUTOMATIC("automatic", false),
        LINE_MANAGER("line-manager", false),
        COST_CENTER_OWNER("cost-center-owner", true),
        DEPARTMENT_HEAD("department-head", true),
        MANAGER_CHAIN("manager-chain", true),
        MANAGER_WITHIN_LIMIT("manager-within-limit", true),
        GROUP("group", true),
        PERSON("person", true);

        private final String word;
        private final boolean needsArgument;

        Kind(String word, boolean needsArgument) {
            this.word = word;
            this.needsArgument = needsArgument;
        }
    }

    /** Reads a role; empty for one that the product does not know. */
    static Optional<ApprovalRole> parse(String text) {
        var colon = text.indexOf(':');
        var word = colon < 0 ? text : text.substring(0, colon);
        var argument = colon < 0 ? null : text.substring(colon + 1).trim();
        for (var kind : Kind.values()) {
            if (kind.word.equals(word.trim())) {
                var complete = kind.needsArgument == (argument != null && !argument.isEmpty());
                return complete ? Optional.of(new ApprovalRole(kind, argument)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    static ApprovalRole of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no role"));
    }

    String required() {
        if (argument == null) {
            throw new IllegalStateException(kind + " has no argument");
        }
        return argument;
    }

    /** Whether it is one of these groups. */
    boolean isGroup(Set<String> groups) {
        return kind == Kind.GROUP && groups.contains(required());
    }

    /** As the REST API shows it: the cost centre stands in the document already, and the person beside it. */
    String shown() {
        return switch (kind) {
            case COST_CENTER_OWNER, DEPARTMENT_HEAD, MANAGER_CHAIN, MANAGER_WITHIN_LIMIT -> kind.word;
            case AUTOMATIC, LINE_MANAGER, GROUP, PERSON -> toString();
        };
    }

    @Override
    public String toString() {
        return argument == null ? kind.word : kind.word + ":" + argument;
    }
}
