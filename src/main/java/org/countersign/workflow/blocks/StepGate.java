package org.countersign.workflow.blocks;

import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.ModelBean;

/** What models ask about the steps that analysts added: the audit trail, never a variable. */
@ModelBean
public class StepGate {

    private final StepAnswers answers;

    StepGate(StepAnswers answers) {
        this.answers = answers;
    }

    /**
     * Whether this was the last answer to a step.
     *
     * @param step id of the call of a review, or of the call of a service
     * @param answer {@code agree} or {@code object} of a review; of a service, what its answer said
     */
    public boolean said(String number, String step, String answer) {
        return answer.equals(answers.last(new DocumentNumber(number), step));
    }
}
