package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.PastException;
import org.countersign.invoicing.PastExceptions;
import org.countersign.people.Organization;
import org.countersign.policy.ForeseenAnswer;
import org.countersign.policy.ForeseenCase;
import org.countersign.policy.ForeseenCases;
import org.countersign.policy.ForesightStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.ForeseenWords;
import org.countersign.workflow.support.TrialTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom another routing table would have given differences of invoices to (R20). */
@Component
class ForeseenExceptions implements ForeseenCases {

    private static final String TABLE = "exception-routing";

    private final PastExceptions past;
    private final TrialTables tables;
    private final Organization organization;

    ForeseenExceptions(PastExceptions past, TrialTables tables, Organization organization) {
        this.past = past;
        this.tables = tables;
        this.organization = organization;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Explanation basis() {
        return Explanation.of(ForesightStatement.BASIS_EXCEPTIONS);
    }

    @Override
    public long count(Range range) {
        return past.count(range(range));
    }

    @Override
    public Comparison compare(String inForce, String candidate) {
        var routed = new HashMap<String, String>();
        var before = tables.of(TABLE, inForce);
        var after = tables.of(TABLE, candidate);
        return (range, last, most) -> {
            var page = past.next(range(range), last, most);
            return new Slice(
                    page.stream()
                            .map(one -> new ForeseenCase(
                                    one.invoice().value(),
                                    "invoice",
                                    one.seller().isEmpty() ? one.number() : one.seller() + ", " + one.number(),
                                    one.total(),
                                    one.capturedAt(),
                                    false,
                                    answer(one, before, routed),
                                    answer(one, after, routed)))
                            .toList(),
                    page.size(),
                    page.isEmpty() ? last : page.get(page.size() - 1).position(),
                    page.size() < most);
        };
    }

    private static PastException.Range range(Range range) {
        return new PastException.Range(range.open(), range.from(), range.until());
    }

    /** @param routed who stands in for the handlers that the tables name, as far as that was looked up */
    private ForeseenAnswer answer(PastException one, TrialTables.Trial table, Map<String, String> routed) {
        try {
            var fired = table.fired(DecisionTableExceptionRouting.facts(one.type()));
            if (fired.isEmpty()) {
                return administrators(one, ForesightStatement.NO_RULE_ADMINISTRATORS);
            }
            var rule = fired.get(0);
            var named = DecisionTableExceptionRouting.named(rule);
            if (named == null) {
                return administrators(one, ForesightStatement.NO_HANDLER_ADMINISTRATORS);
            }
            var handler = routed.computeIfAbsent(
                    named, name -> DecisionTableExceptionRouting.isSomebody(name, organization) ? name : "");
            return handler.isEmpty()
                    ? administrators(one, ForesightStatement.NOBODY_ADMINISTRATORS, person(named))
                    : routed(one, handler, DecisionTableExceptionRouting.limit(rule));
        } catch (RuntimeException whateverACellCanDo) {
            return ForeseenWords.notEvaluated(whateverACellCanDo);
        }
    }

    private ForeseenAnswer routed(PastException one, String handler, @Nullable BigDecimal limit) {
        var worth = one.baseTotal();
        var beyond = one.isLimited()
                && limit != null
                && !handler.equals(ExceptionRouting.APPROVERS)
                && (worth == null || worth.compareTo(limit) > 0);
        var words = new ArrayList<>(List.of(about(one, person(handler))));
        if (beyond) {
            words.add(
                    Explanation.of(ForesightStatement.BEYOND_LIMIT, Explanation.number(Objects.requireNonNull(limit))));
        }
        return new ForeseenAnswer(
                handler + (beyond ? " +" : ""),
                words,
                words,
                List.of(
                        handler.startsWith(ExceptionRouting.PERSON)
                                ? ForeseenAnswer.PERSON + handler.substring(ExceptionRouting.PERSON.length())
                                : ForeseenAnswer.GROUP + handler),
                false,
                false);
    }

    private ForeseenAnswer administrators(PastException one, ForesightStatement why, Object... values) {
        return ForeseenWords.unanswered(
                about(one, Explanation.of(why, values)), List.of(ForeseenAnswer.GROUP + Group.ADMINISTRATOR.id()));
    }

    private static Explanation about(PastException one, Explanation who) {
        return Explanation.of(
                ForesightStatement.VALUE,
                ForeseenWords.known(
                        "invoiceException." + one.type().name(), one.type().label()),
                who);
    }

    private Explanation person(String handler) {
        if (handler.equals(ExceptionRouting.APPROVERS)) {
            return Explanation.of(ForesightStatement.ORDERS_APPROVERS);
        }
        return handler.startsWith(ExceptionRouting.PERSON)
                ? ForeseenWords.text(
                        organization.nameOf(new UserId(handler.substring(ExceptionRouting.PERSON.length()))))
                : ForeseenWords.group(handler);
    }
}
