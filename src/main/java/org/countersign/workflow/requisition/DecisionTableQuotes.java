package org.countersign.workflow.requisition;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.purchasing.QuotePolicy;
import org.countersign.purchasing.QuotesUnknown;
import org.countersign.purchasing.Requisition;
import org.countersign.workflow.support.DecisionTables;
import org.countersign.workflow.support.DecisionTables.Fired;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many quotes are demanded, as it stands in the decision table {@code quote-policy}. It is asked once for each combination
 * of category and supplier status of the lines, and the highest number counts. Where no rate is known, the total counts as
 * larger than any bound.
 */
@Component
class DecisionTableQuotes implements QuotePolicy {

    private static final Logger log = LoggerFactory.getLogger(DecisionTableQuotes.class);
    private static final String TABLE = "quote-policy";

    private final DecisionTables tables;
    private final RequisitionSubjects subjects;

    DecisionTableQuotes(DecisionTables tables, RequisitionSubjects subjects) {
        this.tables = tables;
        this.subjects = subjects;
    }

    /** Outside the caller's transaction: a table that cannot be evaluated must not undo the caller's work. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Demand demandFor(Requisition requisition) {
        var subject = subjects.of(requisition);
        var facts = facts(subject);
        try {
            var evaluation = tables.evaluate(TABLE, facts);
            return evaluation.fired().stream()
                    .map(fired -> demand(fired, evaluation.version()))
                    .max(Comparator.comparingInt(Demand::quotes))
                    .orElseThrow();
        } catch (RuntimeException unanswered) {
            log.error("The table {} gives no answer for {}", TABLE, requisition.number(), unanswered);
            throw new QuotesUnknown(requisition.number());
        }
    }

    static List<Map<String, @Nullable Object>> facts(ApprovalSubject subject) {
        var amount = subject.baseAmount();
        return subject.portions().stream()
                .map(portion -> facts(amount == null ? Double.MAX_VALUE : amount.doubleValue(), portion))
                .distinct()
                .toList();
    }

    private static Map<String, @Nullable Object> facts(double amount, Portion portion) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("amount", amount);
        facts.put("category", portion.category());
        facts.put("supplierStatus", portion.supplierStatus());
        return facts;
    }

    static Demand demand(List<Fired> fired, int version) {
        if (fired.isEmpty()) {
            throw new IllegalStateException("No rule applies");
        }
        var rule = fired.get(0);
        var quotes = rule.number("quotes");
        if (quotes == null || quotes < 0) {
            throw new IllegalStateException("Rule " + rule.rule() + " has no number of quotes");
        }
        return new Demand(quotes, rule.text("reason"), rule.rule(), version);
    }
}
