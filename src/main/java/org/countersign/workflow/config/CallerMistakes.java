package org.countersign.workflow.config;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of the engine that whoever calls has caused and can mend: an id that nothing has, a value of the wrong kind, a part
 * that is missing. The engine answers them with 500, as if they were ours. What fails while a process runs is no mistake of
 * the caller's.
 */
final class CallerMistakes {

    /**
     * A mistake.
     *
     * @param status of HTTP
     * @param sentence what is wrong
     */
    record Mistake(int status, String sentence) {}

    private static final Logger LOG = LoggerFactory.getLogger(CallerMistakes.class);

    private static final String ENGINE = "org.camunda.bpm.engine.";

    /** Where processes run. */
    private static final List<String> RUNNING = List.of(
            ENGINE + "impl.pvm.runtime.operation.", ENGINE + "impl.bpmn.behavior.", ENGINE + "impl.jobexecutor.");

    private static final Pattern UNKNOWN =
            Pattern.compile("(?i)\\bno .*\\b(found|exists?|deployed)\\b|doesn't exist|does not exist|cannot find"
                    + " (execution|process|job|task)");

    private static final Pattern AS_PROGRAMS_SAY_IT =
            Pattern.compile("ENGINE-\\d+ |: \\w+ is (null|empty)(?=$|\\.$)|(?<=\\.)'$");

    private static final Pattern MISSING = Pattern.compile("^(\\w+) is null$");

    private static final Mistake TOO_LONG =
            new Mistake(400, "A value is too long, or of a kind that is not possible there.");
    private static final Mistake THERE_ALREADY =
            new Mistake(409, "There is such an entry already, or something that it needs is not there.");
    private static final Mistake NO_CASES = new Mistake(404, "There are no cases here.");
    private static final Mistake SOMETHING_MISSING = new Mistake(
            400, "Something that this call needs is missing, unknown, or of another kind than is expected.");

    private CallerMistakes() {}

    /**
     * The mistake behind a failure.
     *
     * @param segments of the path that was called
     * @return empty where it is no mistake, or nobody knows
     */
    static Optional<Mistake> in(Throwable failure, List<String> segments) {
        var root = rootOf(failure);
        if (isFromRunning(root)) {
            return Optional.empty();
        }
        if (root instanceof SQLException refusal) {
            return segments.stream().anyMatch(segment -> segment.startsWith("case-"))
                    ? Optional.of(NO_CASES)
                    : ofDatabase(refusal);
        }
        if (isEngines(failure)) {
            return Optional.of(ofEngine(String.valueOf(failure.getMessage())));
        }
        if ((root instanceof NullPointerException || root instanceof IllegalArgumentException)
                && isMetByTheEngine(root)) {
            LOG.warn("A call of the engine's REST is taken for mistaken: {}", String.join("/", segments), failure);
            return Optional.of(SOMETHING_MISSING);
        }
        return Optional.empty();
    }

    private static Mistake ofEngine(String said) {
        var unknown = UNKNOWN.matcher(said).find();
        var sentence = AS_PROGRAMS_SAY_IT.matcher(said).replaceAll("");
        return new Mistake(unknown ? 404 : 400, MISSING.matcher(sentence).replaceFirst("$1 is missing."));
    }

    private static Optional<Mistake> ofDatabase(SQLException refusal) {
        var state = String.valueOf(refusal.getSQLState());
        if (refusal instanceof SQLDataException || state.startsWith("22")) {
            return Optional.of(TOO_LONG);
        }
        return state.startsWith("23") ? Optional.of(THERE_ALREADY) : Optional.empty();
    }

    /** Whether the engine alone speaks here. */
    static boolean isEngines(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (!cause.getClass().getName().startsWith(ENGINE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFromRunning(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> RUNNING.stream().anyMatch(name::startsWith));
    }

    /** Whether the engine, or a value of ours that it was to become, is where it happened. */
    private static boolean isMetByTheEngine(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java."))
                .findFirst()
                .filter(name -> name.startsWith(ENGINE) || name.equals("org.countersign.shared.UserId"))
                .isPresent();
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
