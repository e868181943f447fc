package org.countersign.shared.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.KebabCase;
import org.countersign.shared.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Refusals as RFC 9457 problems, the same whichever door they are answered at. */
public final class Problems {

    private Problems() {}

    /**
     * A problem of a module.
     *
     * @param module last part of the module's package
     * @param rule in kebab case
     * @param detail a sentence for people
     */
    public static ProblemDetail of(HttpStatusCode status, String module, String rule, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:problem:" + module + ":" + rule));
        problem.setTitle(title(rule));
        return problem;
    }

    /** The problem that a broken rule is: 422, 409, 403 or 503, with every faulty field. */
    public static ProblemDetail of(RuleViolation violation) {
        var rule = violation.rule();
        var problem = of(
                statusOf(violation), rule.module(), KebabCase.of(rule.name()), String.valueOf(violation.getMessage()));
        return withFields(problem, violation.fields());
    }

    /** The HTTP status with which a broken rule is answered. */
    public static HttpStatus statusOf(RuleViolation violation) {
        return switch (violation.rule().refusal()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** The same problem with the faulty fields; without any it stays as it is. */
    public static ProblemDetail withFields(ProblemDetail problem, List<FieldProblem> fields) {
        if (!fields.isEmpty()) {
            problem.setProperty("fields", fields);
        }
        return problem;
    }

    private static String title(String rule) {
        var words = rule.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
