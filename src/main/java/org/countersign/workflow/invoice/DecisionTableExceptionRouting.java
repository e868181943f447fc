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
        var fired = tables.evaluate(TABLE, List.of(Map.of("exceptionType", type.name())))
                .fired()
                .get(0);
        return fired.isEmpty() ? Group.ADMINISTRATOR.id() : handler(fired.get(0));
    }

    /** The smaller of what the table allows for the kind ({@code acceptUpTo}) and of the person's own approval limit. */
    @Override
    public @Nullable BigDecimal limitOf(ExceptionType type, UserId by) {
        var fired = tables.evaluate(TABLE, List.of(Map.of("exceptionType", type.name())))
                .fired()
                .get(0);
        var ofKind = fired.isEmpty() || !(fired.get(0).outputs().get("acceptUpTo") instanceof Number number)
                ? null
                : new BigDecimal(number.toString());
        var own = organization.person(by).map(Person::approvalLimit).orElse(null);
        return ofKind == null || own != null && own.compareTo(ofKind) < 0 ? own : ofKind;
    }

    private String handler(Fired rule) {
        var named = rule.text("handler");
        if (named == null || named.isBlank()) {
            return Group.ADMINISTRATOR.id();
        }
        var handler = named.strip();
        if (handler.equals(APPROVERS)) {
            return handler;
        }
        boolean somebody = handler.startsWith(PERSON)
                ? organization.isActive(new UserId(handler.substring(PERSON.length())))
                : !organization.activeMembersOf(handler).isEmpty();
        return somebody ? handler : Group.ADMINISTRATOR.id();
    }

    @Override
    public @Nullable Instant changedAt() {
        return tables.changedAt(TABLE);
    }
}
