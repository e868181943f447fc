package org.countersign.workflow.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.approval.SubstitutePolicy;
import org.countersign.workflow.support.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether substitutes are asked, and what becomes of their tasks, as it stands in the decision table {@code substitute-policy}. */
@Component
class DecisionTableSubstitutes implements SubstitutePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionTableSubstitutes.class);
    private static final String TABLE = "substitute-policy";

    /** Said by tables without the column, too. */
    private static final String COMES_BACK = "comes back";

    private final DecisionTables tables;

    DecisionTableSubstitutes(DecisionTables tables) {
        this.tables = tables;
    }

    /** Outside the caller's transaction: a table that cannot be evaluated must not undo the caller's work. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Verdict verdictOn(Facts facts) {
        var inputs = inputs(facts);
        try {
            var evaluation = tables.evaluate(TABLE, List.of(inputs));
            return verdict(evaluation.fired().get(0), evaluation.version());
        } catch (RuntimeException unanswered) {
            LOG.error("The table {} gives no answer for {}: the substitute is asked", TABLE, inputs, unanswered);
            return Verdict.UNKNOWN;
        }
    }

    static Map<String, @Nullable Object> inputs(Facts facts) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("namedBy", facts.byAdministrator() ? "administrator" : "person");
        inputs.put("days", Math.toIntExact(facts.days()));
        inputs.put("notice", Math.toIntExact(facts.notice()));
        inputs.put("limit", facts.upTo() == null ? null : facts.upTo().doubleValue());
        return inputs;
    }

    /** @throws IllegalStateException where the rules give no answer */
    static Verdict verdict(List<DecisionTables.Fired> fired, int version) {
        var rule = fired.stream().findFirst().orElseThrow(() -> new IllegalStateException("No rule applies"));
        return new Verdict(
                switch (Objects.requireNonNullElse(rule.text("acceptance"), "")) {
                    case "asked" -> true;
                    case "not asked" -> false;
                    default ->
                        throw new IllegalStateException("Rule " + rule.rule() + " says neither asked nor not asked");
                },
                switch (atTheEnd(rule)) {
                    case COMES_BACK -> true;
                    case "stays" -> false;
                    default ->
                        throw new IllegalStateException(
                                "Rule " + rule.rule() + " says neither that tasks come back nor that they stay");
                },
                rule.rule(),
                version);
    }

    /** The column had another name once, and nobody who wrote a table then has to know. */
    private static String atTheEnd(DecisionTables.Fired rule) {
        var said = rule.text("comesBack");
        return Objects.requireNonNullElse(said == null ? rule.text("comeBack") : said, COMES_BACK);
    }
}
