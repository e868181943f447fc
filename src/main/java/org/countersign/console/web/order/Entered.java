package org.countersign.console.web.order;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Words;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/** What somebody entered into a form, as it was entered, so that a refused form loses nothing. */
final class Entered {

    private final HttpServletRequest request;
    private final Map<String, String> proposed;
    private final List<FieldProblem> faults = new ArrayList<>();

    Entered(HttpServletRequest request) {
        this(request, Map.of());
    }

    /** @param proposed what the fields begin with that nobody has filled in yet */
    Entered(HttpServletRequest request, Map<String, String> proposed) {
        this.request = request;
        this.proposed = Map.copyOf(proposed);
    }

    /** A field as it was entered; empty where nothing was. */
    public String get(String field) {
        var value = request.getParameter(field);
        return value == null ? proposed.getOrDefault(field, "") : value;
    }

    /** Whether one of several boxes of this name was ticked. */
    public boolean has(String field, Object value) {
        var values = request.getParameterValues(field);
        return values != null && List.of(values).contains(value.toString());
    }

    @Nullable
    String text(String field) {
        var text = get(field).strip();
        return text.isEmpty() ? null : text;
    }

    @Nullable
    BigDecimal number(String field) {
        var text = text(field);
        try {
            return text == null ? null : new BigDecimal(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            faults.add(new FieldProblem(field, "is a number"));
            return null;
        }
    }

    @Nullable
    LocalDate date(String field) {
        var text = text(field);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            faults.add(new FieldProblem(field, "is a date"));
            return null;
        }
    }

    /** @throws RuleViolation when something that was read is no number or date */
    void demandReadable() {
        if (!faults.isEmpty()) {
            throw new RuleViolation(OrderPageRule.FAULTY_FORM, faults);
        }
    }

    /**
     * What a refusal says about the fields of the form.
     *
     * @param fields the form's names of fields that the refusal names otherwise
     */
    static FormProblems problems(RuleViolation violation, Map<String, String> fields, Words say) {
        var problems = FormProblems.of(violation, say);
        var renamed = new java.util.LinkedHashMap<String, String>();
        problems.byField()
                .forEach((field, message) ->
                        renamed.merge(fields.getOrDefault(field, field), message, (one, two) -> one + " " + two));
        return new FormProblems(problems.sentence(), renamed);
    }
}
