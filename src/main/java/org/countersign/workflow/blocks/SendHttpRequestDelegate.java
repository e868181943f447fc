package org.countersign.workflow.blocks;

import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.shared.Actor;
import org.countersign.workflow.support.ProcessVariable;
import org.springframework.stereotype.Component;

/**
 * Calls a configured service about the document of a process, and keeps what it answered where {@link StepGate} finds it. It
 * runs in a job of its own: a failure is tried again with the same key, and is an incident in the end.
 */
@Component
class SendHttpRequestDelegate implements JavaDelegate {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final int LONGEST_ANSWER = 200;

    private final StepDocuments documents;
    private final StepAnswers answers;
    private final HttpStep http;

    SendHttpRequestDelegate(StepDocuments documents, StepAnswers answers, HttpStep http) {
        this.documents = documents;
        this.answers = answers;
        this.http = http;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var document = documents.of(execution);
        var step = execution.getCurrentActivityId();
        var method = Objects.requireNonNullElse(Inputs.text(execution, "httpMethod"), "GET");
        if (!METHODS.contains(method)) {
            throw new IllegalStateException("The method of a call is one of " + METHODS + ", not " + method);
        }
        var calls = ProcessVariable.number("httpCalls_" + step);
        var done = Objects.requireNonNullElse(calls.get(execution), 0L);
        var answer = http.call(
                Inputs.required(execution, "httpService"),
                method,
                Inputs.required(execution, "httpPath")
                        .replace("{document}", document.number().value()),
                Inputs.text(execution, "httpBody"),
                execution.getProcessInstanceId() + "/" + step + "/" + done);
        // Counted with what was done: a repeated try sends the same key, and a further round another one.
        calls.set(execution.getProcessInstance(), done + 1);
        var pointer = Inputs.text(execution, "httpAnswerAt");
        var said = pointer == null ? "done" : Objects.requireNonNullElse(HttpStep.at(answer, pointer), "");
        answers.record(
                document.number(),
                step,
                said.length() <= LONGEST_ANSWER ? said : said.substring(0, LONGEST_ANSWER),
                null,
                Actor.SYSTEM);
    }
}
