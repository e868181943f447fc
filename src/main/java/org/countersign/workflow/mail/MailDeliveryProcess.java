package org.countersign.workflow.mail;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.countersign.mail.MailId;
import org.countersign.mail.MailWorkflow;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.ProcessVariable;
import org.springframework.stereotype.Component;

/** The process {@code mail-delivery}: one instance a mail, unless a step of another process sends it. */
@Component
class MailDeliveryProcess implements MailWorkflow {

    static final ProcessVariable<String> MAIL_ID = ProcessVariable.text("mailId");

    private static final String KEY = "mail-delivery";

    private final EngineGateway engine;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final Clock clock;

    MailDeliveryProcess(EngineGateway engine, RuntimeService runtime, ManagementService management, Clock clock) {
        this.engine = engine;
        this.runtime = runtime;
        this.management = management;
        this.clock = clock;
    }

    @Override
    public void queued(MailId mail, DocumentNumber document) {
        engine.start(KEY, document, Map.of(MAIL_ID.name(), mail.value()));
    }

    @Override
    public void released(MailId mail, DocumentNumber document) {
        var waiting = engine.asProduct(() -> jobsThatSend(mail, document));
        if (waiting.isEmpty()) {
            queued(mail, document);
        }
        engine.asProduct(() -> {
            waiting.forEach(this::runNow);
            return waiting.size();
        });
    }

    @Override
    public void confirmed(MailId mail, DocumentNumber document) {
        engine.asProduct(() -> {
            var waiting = jobsThatSend(mail, document);
            waiting.forEach(this::runNow);
            return waiting.size();
        });
    }

    @Override
    public void settled(MailId mail, DocumentNumber document) {
        engine.asProduct(() -> {
            var waiting = ownJobs(mail, document);
            waiting.forEach(this::runNow);
            return waiting.size();
        });
    }

    /** Jobs of the mail's own process, or else those of the document that this mail's failure stopped. */
    private List<Job> jobsThatSend(MailId mail, DocumentNumber document) {
        var jobs = ownJobs(mail, document);
        if (jobs.isEmpty()) {
            for (var instance : runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(document.value())
                    .list()) {
                management
                        .createJobQuery()
                        .processInstanceId(instance.getProcessInstanceId())
                        .withException()
                        .list()
                        .stream()
                        .filter(job -> String.valueOf(job.getExceptionMessage()).contains(mail.value()))
                        .forEach(jobs::add);
            }
        }
        return jobs;
    }

    private List<Job> ownJobs(MailId mail, DocumentNumber document) {
        var jobs = new ArrayList<Job>();
        for (var instance : runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(document.value())
                .variableValueEquals(MAIL_ID.name(), mail.value())
                .list()) {
            jobs.addAll(management
                    .createJobQuery()
                    .processInstanceId(instance.getProcessInstanceId())
                    .list());
        }
        return jobs;
    }

    private void runNow(Job job) {
        if (job.getRetries() == 0) {
            management.setJobRetries(job.getId(), 1);
        }
        management.setJobDuedate(job.getId(), Date.from(clock.instant()));
    }
}
