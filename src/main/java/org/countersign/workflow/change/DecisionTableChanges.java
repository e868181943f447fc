package org.countersign.workflow.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.currency.ExchangeRates;
import org.countersign.purchasing.ChangeField;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.ChangeStatement;
import org.countersign.purchasing.ChangeVerdict;
import org.countersign.shared.Company;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a change has to be approved again, as it stands in the decision table {@code change-policy}. It is asked once for
 * each field of each line that changes; one demand is enough. What it cannot answer goes to a person (R03), and never
 * passes.
 */
@Component
class DecisionTableChanges {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionTableChanges.class);
    private static final String TABLE = "change-policy";
    private static final String AGAIN = "again";
    private static final String NONE = "none";
    private static final int LONGEST = 1000;

    private final DecisionTables tables;
    private final ExchangeRates rates;
    private final Company company;

    DecisionTableChanges(DecisionTables tables, ExchangeRates rates, Company company) {
        this.tables = tables;
        this.rates = rates;
        this.company = company;
    }

    /** Outside the caller's transaction: a table that cannot be evaluated must not undo the caller's work. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public ChangeVerdict judge(ChangeOrder change) {
        return judgeHere(change);
    }

    /** In the caller's transaction, which must be one that is undone anyway. */
    ChangeVerdict judgeHere(ChangeOrder change) {
        try {
            return judged(change, facts -> tables.evaluate(TABLE, facts));
        } catch (RuntimeException unanswered) {
            LOG.warn(
                    "The table {} could not be evaluated for change {} of {}",
                    TABLE,
                    change.number(),
                    change.order(),
                    unanswered);
            return failed(0, Explanation.of(ChangeStatement.CHANGE_NOT_EVALUATED, rootMessage(unanswered)));
        }
    }

    /** @throws RuntimeException when a cell cannot be evaluated */
    ChangeVerdict judged(
            ChangeOrder change, Function<List<Map<String, @Nullable Object>>, DecisionTables.Evaluation> evaluation) {
        var asked = new ArrayList<Asked>();
        change.lines().forEach(line -> line.fields().forEach(field -> asked.add(new Asked(line, field))));
        return verdict(
                asked,
                evaluation.apply(asked.stream().map(one -> facts(one, change)).toList()));
    }

    private Map<String, @Nullable Object> facts(Asked asked, ChangeOrder change) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("field", asked.field().fact());
        facts.put("increase", inBase(asked.line().increase(asked.field(), change.currency()), change));
        facts.put(
                "increasePercent",
                asked.line().increasePercent(asked.field(), change.oldTotal()).doubleValue());
        facts.put("totalIncrease", inBase(change.totalIncrease(), change));
        facts.put("totalIncreasePercent", change.totalIncreasePercent().doubleValue());
        return facts;
    }

    private @Nullable Double inBase(Money amount, ChangeOrder change) {
        return rates.toBase(
                        amount, change.proposedAt().atZone(company.timeZone()).toLocalDate())
                .map(converted -> converted.base().amount())
                .map(BigDecimal::doubleValue)
                .orElse(null);
    }

    private static ChangeVerdict verdict(List<Asked> asked, DecisionTables.Evaluation evaluation) {
        var demanding = new ArrayList<Fired>();
        var passing = new ArrayList<Fired>();
        for (var index = 0; index < asked.size(); index++) {
            var fired = evaluation.fired().get(index);
            if (fired.isEmpty()) {
                var one = asked.get(index);
                return failed(
                        evaluation.version(),
                        Explanation.of(
                                ChangeStatement.NO_CHANGE_RULE,
                                one.line().line(),
                                one.field().fact()));
            }
            for (var rule : fired) {
                var approval = rule.text("approval");
                if (AGAIN.equals(approval)) {
                    demanding.add(rule);
                } else if (NONE.equals(approval)) {
                    passing.add(rule);
                } else {
                    return failed(
                            evaluation.version(), Explanation.of(ChangeStatement.INCOMPLETE_CHANGE_RULE, rule.rule()));
                }
            }
        }
        var counting = demanding.isEmpty() ? passing : demanding;
        return new ChangeVerdict(
                !demanding.isEmpty(),
                counting.stream().map(Fired::rule).distinct().toList(),
                shortened(counting.stream()
                        .map(rule -> rule.text("reason"))
                        .filter(reason -> reason != null && !reason.isBlank())
                        .distinct()
                        .collect(Collectors.joining("; "))),
                evaluation.version(),
                null);
    }

    private static ChangeVerdict failed(int version, Explanation failure) {
        return new ChangeVerdict(true, List.of(), "", version, failure);
    }

    private static String rootMessage(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return shortened(String.valueOf(cause.getMessage()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private record Asked(ChangeOrderLine line, ChangeField field) {}
}
