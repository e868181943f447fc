package org.countersign.operations;

import java.util.Optional;
import org.countersign.shared.KebabCase;
import org.countersign.shared.Sentence;

/** In what way something can be stuck. */
public enum Condition implements Sentence {
    /** A step failed as often as it is tried by itself. */
    INCIDENT("Failed step"),
    /** A job has no attempt left, and no incident tells of it. */
    JOB_WITHOUT_ATTEMPTS("Job without attempts"),
    /** A job is due, and no server has taken it up, or one did and never came back. */
    JOB_OVERDUE("Job overdue"),
    /** A server has had a job for long: it takes long, or is begun again and again and never ends. */
    JOB_UNENDING("Job without an end"),
    /** A process, a model, jobs or a batch were suspended. */
    SUSPENDED("Suspended"),
    /** A task that nobody can answer: no group, a group without active members, a person who has left. */
    TASK_FOR_NOBODY("Task for nobody"),
    /** A task that should have been answered long ago. */
    TASK_OVERDUE("Task overdue"),
    /** An approval of which everybody was asked whom the reminder policy names, and that nobody answered (R07). */
    REMINDED_IN_VAIN("Reminded in vain"),
    /** A process waits for a message longer than policy expects. */
    EVENT_OVERDUE("Waits too long"),
    /** No rule of a policy said who approves, or nobody is left who may (R03). */
    NO_RULE("No rule, nobody to answer"),
    /** A document is under way, and no process moves it. */
    DOCUMENT_WITHOUT_PROCESS("Document without process"),
    /** A process moves a document that does not exist. */
    PROCESS_WITHOUT_DOCUMENT("Process without document"),
    /** The state of a document and the place of its process contradict each other. */
    POSITION_DISAGREES("State and place disagree"),
    /** An approval step is open, and no task asks for it. */
    STEP_WITHOUT_TASK("Approval without task"),
    /** Nobody knows whether a mail went out (R26). */
    MAIL_UNCERTAIN("Mail uncertain"),
    /** A mail certainly did not go out (R26). */
    MAIL_FAILED("Mail not sent"),
    /** An invoice waits for its receipt, or for an answer, longer than policy expects. */
    INVOICE_OVERDUE("Invoice waits too long");

    private final String label;

    Condition(String label) {
        this.label = label;
    }

    @Override
    public String module() {
        return "operations";
    }

    /** What it is called. */
    @Override
    public String sentence() {
        return label;
    }

    @Override
    public String key() {
        return "statement.operations.condition." + name();
    }

    /** As metrics and addresses call it: {@code task-for-nobody}. */
    public String id() {
        return KebabCase.of(this);
    }

    /** The condition of an id or a constant's name. */
    public static Optional<Condition> of(String text) {
        return KebabCase.find(Condition.class, text);
    }
}
