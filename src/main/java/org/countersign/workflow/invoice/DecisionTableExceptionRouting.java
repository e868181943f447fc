package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The handlers of differences as they stand in the decision table {@code exception-routing}. A handler whom nobody can be
 * found for is replaced by the administrators, who put the table or the group right (R03).
 */
@Component
class DecisionTableExceptionRouting implements ExceptionRouting {

    private static final String TABLE = "exception-routing";

    private final DecisionTables tables;
    private final Organization organization;

    DecisionTableExceptionRouting(DecisionTables tables, Organization organization) {
        this.tables = tables;
        this.organization = organization;
    }

    @Override
    public String handlerOf(ExceptionType type) {
        return handler(tables.evaluate(TABLE, List.of(facts(type))).fired().get(0), organization);
    }

    /** The smaller of what the table allows for the kind ({@code acceptUpTo}) and of the person's own approval limit. */
    @Override
    public @Nullable BigDecimal limitOf(ExceptionType type, UserId by) {
        var fired = tables.evaluate(TABLE, List.of(facts(type))).fired().get(0);
        var ofKind = fired.isEmpty() ? null : limit(fired.get(0));
        var own = organization.person(by).map(Person::approvalLimit).orElse(null);
        return ofKind == null || own != null && own.compareTo(ofKind) < 0 ? own : ofKind;
    }

    static Map<String, Object> facts(ExceptionType type) {
        return Map.of("exceptionType", type.name());
    }

    /** Who handles it by the rules that fired. */
    static String handler(List<Fired> fired, Organization organization) {
        var named = fired.isEmpty() ? null : named(fired.get(0));
        return named != null && isSomebody(named, organization) ? named : Group.ADMINISTRATOR.id();
    }

    /** Up to which value the rule lets its handler accept alone; null for any. What is no number lets nobody (R03). */
    static @Nullable BigDecimal limit(Fired rule) {
        var written = rule.outputs().get("acceptUpTo");
        if (written == null) {
            return null;
        }
        return written instanceof Number number ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
    }

    /** Whom the rule names; null where it names nobody. */
    static @Nullable String named(Fired rule) {
        var named = rule.text("handler");
        return named == null || named.isBlank() ? null : named.strip();
    }

    /** Whether there is somebody who could answer as this handler. */
    static boolean isSomebody(String handler, Organization organization) {
        return handler.equals(APPROVERS)
                || (handler.startsWith(PERSON)
                        ? organization.isActive(new UserId(handler.substring(PERSON.length())))
                        : !organization.activeMembersOf(handler).isEmpty());
    }

    @Override
    public @Nullable Instant changedAt() {
        return tables.changedAt(TABLE);
    }
}
