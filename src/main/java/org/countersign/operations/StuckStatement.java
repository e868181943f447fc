package org.countersign.operations;

import org.countersign.shared.Sentence;

/** Why something is stuck. */
public enum StuckStatement implements Sentence {
    INCIDENT("The step failed as often as it is tried by itself: %s"),
    INCIDENT_WITHOUT_MESSAGE("The step failed as often as it is tried by itself, and left no message."),
    INCIDENT_OF_ANOTHER_KIND("Somebody, or a program, reported an incident of the kind %s: %s"),
    JOB_WITHOUT_ATTEMPTS("No attempt is left, and no incident was made of it: %s"),
    JOB_NOT_BEGUN("It has been due, and no server has begun it: the job executor is off, busy or far behind."),
    JOB_NEVER_ENDED(
            "The server %s began it and never said how it ended: it broke off, or the step takes longer than its"
                    + " reservation."),
    JOB_UNENDING("It has been due since then, and the server %s has it: it takes long, or is begun again and again and"
            + " never ends."),
    PROCESS_SUSPENDED("Somebody suspended the process: nothing of it goes on, and its tasks cannot be answered."),
    MODEL_SUSPENDED("Somebody suspended version %s of the model: nothing of it can begin."),
    JOBS_SUSPENDED("Somebody suspended the jobs of a step: it is not done in any process of that version."),
    JOB_SUSPENDED("Somebody suspended this job alone: it is not done, whatever becomes of its process."),
    BATCH_PAUSED("Somebody paused the batch: what it has not done yet stays as it is."),
    TASK_WITHOUT_CANDIDATES("The task asks nobody: it has neither a person nor a group."),
    TASK_OF_NOBODY("The task asks %s, where nobody is left who could answer."),
    TASK_OF_A_LEAVER("%s holds the task and is no active person any more."),
    TASK_LATE("The task should have been answered by then; reminding has not helped."),
    TASK_OLD("The task has been open since then, and has no time by which it must be answered."),
    TASK_REMINDED_IN_VAIN(
            "Everybody whom the reminder policy names has been asked, further people %s times, the last time then."
                    + " Nobody has answered, and from now on they are only reminded."),
    EVENT_LATE("The process has waited for a message since then, longer than policy expects."),
    NO_RULE("Nobody can answer the approval: %s"),
    DOCUMENT_WITHOUT_PROCESS("The document is under way (%s), but no process moves it."),
    PROCESS_WITHOUT_DOCUMENT("The process runs for a document that does not exist."),
    ENDED_BUT_RUNNING("The document has come to its end (%s), but its process still runs."),
    CHANGE_ENDED_BUT_RUNNING("No change of the order is open, but the process of one still runs."),
    STANDS_ELSEWHERE("The document says %s, but its process stands at a step at which that cannot be."),
    BEHIND_ITS_PROCESS("The process stands behind sending the order, but the order says that it was never sent."),
    STEP_WITHOUT_TASK("The approval step is open, but no task asks anybody for it."),
    MAIL_UNCERTAIN("Server or connection broke while the mail went out: nobody knows whether it arrived. Ask %s."),
    MAIL_FAILED("The mail to %s did not go out: %s"),
    INVOICE_WITHOUT_RECEIPT("The invoice has waited for its goods receipt since then."),
    INVOICE_IN_EXCEPTION("The invoice differs from its order, and nobody has settled that since then.");

    private final String sentence;

    StuckStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "operations";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
