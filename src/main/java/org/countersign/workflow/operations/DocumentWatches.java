package org.countersign.workflow.operations;

import static org.countersign.workflow.operations.StuckRows.because;
import static org.countersign.workflow.operations.StuckRows.before;
import static org.countersign.workflow.operations.StuckRows.brief;
import static org.countersign.workflow.operations.StuckRows.ofGroup;
import static org.countersign.workflow.operations.StuckRows.ofOperations;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.operations.Condition;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.Remedy;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckStatement;
import org.countersign.operations.StuckWatch;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.workflow.operations.DatabaseWatch.Question;
import org.countersign.workflow.operations.DatabaseWatch.Row;
import org.countersign.workflow.operations.DatabaseWatch.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Documents whose state and position disagree, and those that wait beyond policy. */
@Configuration(proxyBeanMethods = false)
class DocumentWatches {

    /**
     * Counted for each document along the index of business keys: where it says {@code not exists}, MariaDB goes through all
     * executions instead, once for each kind of document.
     */
    private static final String NO_PROCESS = """
        and 0 = (select count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
            where e.BUSINESS_KEY_ = document.%s and e.PARENT_ID_ is null and d.KEY_ = '%s')
        """;

    /** Which documents are meant is said in each part: MariaDB would make all rows first and then pick of them. */
    private static final String WITHOUT_PROCESS = """
            select concat('order:', document.number) as subject, document.number as document,
                document.created_at as since, 'purchase-order' as model, null as step, null as instance,
                document.status as detail, null as owner, 'order' as extra
            from purchase_orders document
            where document.status in ('CREATED', 'DISPATCHED', 'ACKNOWLEDGED', 'PARTIALLY_RECEIVED', 'RECEIVED',
                'CLOSED_SHORT')
            and (document.status <> 'CLOSED_SHORT' or document.settled_at is null
                and not (document.invoicing_status = 'INVOICED' and document.payment_status = 'PAID'))
            and document.created_at <= :settled and %1$s
            """ + NO_PROCESS.formatted("number", "purchase-order") + """
            union all
            select concat('requisition:', document.number), document.number, document.submitted_at,
                'purchase-requisition', null, null, document.status, null, 'requisition'
            from requisitions document
            where document.status in ('IN_APPROVAL', 'APPROVED', 'RETURNED') and document.submitted_at <= :settled
            and %1$s
            """
            + NO_PROCESS.formatted("number", "purchase-requisition") + """
            union all
            select concat('invoice:', document.id), document.id, document.captured_at,
                'supplier-invoice', null, null, document.status, null, 'invoice'
            from invoices document
            where document.status in ('CAPTURED', 'AWAITING_RECEIPT', 'IN_EXCEPTION', 'MATCHED', 'APPROVED', 'SCHEDULED')
            and document.captured_at <= :settled and %2$s
            """
            + NO_PROCESS.formatted("id", "supplier-invoice") + """
            union all
            select concat('sales-order:', document.number), document.number, document.submitted_at,
                'sales-order', null, null, document.status, null, 'sales-order'
            from sales_orders document
            where document.status in ('IN_APPROVAL', 'APPROVED', 'RETURNED') and document.submitted_at <= :settled
            and %1$s
            """ + NO_PROCESS.formatted("number", "sales-order") + """
            union all
            select concat('change:', document.purchase_order), document.purchase_order, document.proposed_at,
                'change-order', null, null, document.status, null, 'change'
            from change_orders document
            where document.status in ('PROPOSED', 'UNFIT') and document.proposed_at <= :settled and %3$s
            """
            + NO_PROCESS.formatted("purchase_order", "change-order") + """
            union all
            select concat('policy-change:', document.id), document.id, document.proposed_at,
                'policy-change', null, null, document.state, null, 'policy-change'
            from policy_changes document
            where document.state in ('PROPOSED', 'SCHEDULED') and document.proposed_at <= :settled and %2$s
            """
            + NO_PROCESS.formatted("id", "policy-change");

    private static String withoutProcess(String parameter) {
        return WITHOUT_PROCESS.formatted(
                "document.number = " + parameter,
                "document.id = " + parameter,
                "document.purchase_order = " + parameter);
    }

    /** Beside a process, the document of the kind that it moves. */
    private static final String DOCUMENTS = """
        left join purchase_orders o on o.number = case d.KEY_ when 'purchase-order' then e.BUSINESS_KEY_ end
        left join requisitions r on r.number = case d.KEY_ when 'purchase-requisition' then e.BUSINESS_KEY_ end
        left join invoices i on i.id = case d.KEY_ when 'supplier-invoice' then e.BUSINESS_KEY_ end
        left join sales_orders s on s.number = case d.KEY_ when 'sales-order' then e.BUSINESS_KEY_ end
        """;

    /**
     * What runs for documents of ours, each beside its document. What runs is gone through once; how many documents there have ever been
     * does not matter.
     */
    private static final String RUNNING = """
        from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
            and d.KEY_ in ('purchase-order', 'purchase-requisition', 'supplier-invoice', 'sales-order',
                'change-order', 'policy-change')
        """ + DOCUMENTS + """
        left join change_orders c on c.purchase_order = case d.KEY_ when 'change-order' then e.BUSINESS_KEY_ end
            and c.change_number = 1
        left join policy_changes g on g.id = case d.KEY_ when 'policy-change' then e.BUSINESS_KEY_ end
        where e.PARENT_ID_ is null and e.SUPER_EXEC_ is null
        """;

    private static final String WITHOUT_DOCUMENT =
            """
        select e.ID_ as subject, coalesce(e.BUSINESS_KEY_, concat('process:', e.ID_)) as document,
            (select h.START_TIME_ from ACT_HI_PROCINST h where h.PROC_INST_ID_ = e.ID_) as since, d.KEY_ as model,
            null as step, e.ID_ as instance, null as detail, null as owner, null as extra
        """ + RUNNING + "and coalesce(o.number, r.number, i.id, s.number, c.id, g.id) is null";

    /**
     * Places at which no process of a document in this state can stand. Whatever takes a document into a state moves its process in the
     * same transaction.
     */
    private static final Map<String, List<String>> CONTRADICTIONS = Map.of(
            "userTask_dispatchManually",
                    List.of("DISPATCHED", "ACKNOWLEDGED", "PARTIALLY_RECEIVED", "RECEIVED", "CLOSED_SHORT"),
            "userTask_reviseRequisition", List.of("IN_APPROVAL", "APPROVED"),
            "userTask_nameSupplier", List.of("IN_APPROVAL", "RETURNED"),
            "userTask_reviseSalesOrder", List.of("IN_APPROVAL", "APPROVED"),
            "userTask_releaseSalesOrder", List.of("IN_APPROVAL", "RETURNED"),
            "receiveTask_awaitReceipt", List.of("IN_EXCEPTION", "APPROVED", "SCHEDULED"),
            "userTask_resolveException", List.of("AWAITING_RECEIPT", "APPROVED", "SCHEDULED"),
            "event_paymentBooked", List.of("AWAITING_RECEIPT", "IN_EXCEPTION"));

    private static final String PLACES = quoted(CONTRADICTIONS.keySet().stream());

    private static final String PLACES_AND_STATES = quoted(CONTRADICTIONS.entrySet().stream()
            .flatMap(place -> place.getValue().stream().map(state -> place.getKey() + "/" + state)));

    private static String quoted(Stream<String> words) {
        return words.map(word -> "'" + word + "'").sorted().collect(Collectors.joining(", "));
    }

    /** Where a model says "asynchronous after", the answered task is left by a job, and its document is ahead until then. */
    private static final String ON_ITS_WAY = """
        and not exists (select 1 from ACT_RU_JOB j where j.EXECUTION_ID_ = c.ID_ and j.RETRIES_ > 0
            and j.HANDLER_TYPE_ = 'async-continuation')
        """;

    /**
     * What still has a job to do is on its way to its end. Which are meant is said in each part, as above. What stands at a
     * place is found first, and its document beside it: MariaDB would begin with all orders that there ever were where their
     * number is compared as it is. Of several tokens at one place the first is meant, once the others are out of question:
     * asked of each that stands there, it took most of the time.
     */
    private static final String DISAGREES = """
        select e.ID_ as subject, e.BUSINESS_KEY_ as document,
            (select max(h.END_TIME_) from ACT_HI_ACTINST h where h.PROC_INST_ID_ = e.ID_) as since,
            d.KEY_ as model, e.ACT_ID_ as step, e.ID_ as instance,
            coalesce(o.status, r.status, i.status, s.status, g.state) as detail, null as owner, 'ENDED' as extra
        """ + RUNNING + """
        and (o.status in ('CLOSED', 'CANCELLED', 'DECLINED') or r.status in ('REJECTED', 'WITHDRAWN', 'ORDERED')
            or i.status in ('PAID', 'REJECTED')
            or s.status in ('RELEASED', 'REJECTED', 'WITHDRAWN', 'CANCELLED')
            or g.state in ('RELEASED', 'REJECTED', 'WITHDRAWN'))
        and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = e.ID_ and j.RETRIES_ > 0)
        and %s
        union all
        select c.ID_, o.number, (select max(h.END_TIME_) from ACT_HI_ACTINST h where h.PROC_INST_ID_ = e.ID_),
            d.KEY_, c.ACT_ID_, e.ID_, o.status, null, 'BEHIND'
        from purchase_orders o
        join ACT_RU_EXECUTION e on e.BUSINESS_KEY_ = o.number and e.PARENT_ID_ is null
        join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_ and d.KEY_ = 'purchase-order'
        join ACT_RU_EXECUTION c on c.PROC_INST_ID_ = e.ID_
            and c.ACT_ID_ in ('receiveTask_awaitAnswer', 'userTask_receiveGoods', 'gateway_awaitSettlement')
        where o.status = 'CREATED' and %s
        union all
        select e.ID_, e.BUSINESS_KEY_, (select max(h.END_TIME_) from ACT_HI_ACTINST h where h.PROC_INST_ID_ = e.ID_),
            d.KEY_, c.ACT_ID_, e.ID_, null, null, 'NO_CHANGE'
        from ACT_RE_PROCDEF d
        join ACT_RU_EXECUTION c on c.PROC_DEF_ID_ = d.ID_
            and c.ACT_ID_ in ('callActivity_approveChange', 'userTask_resolveChange')
        join ACT_RU_EXECUTION e on e.ID_ = c.PROC_INST_ID_
        join purchase_orders o on o.number = case d.KEY_ when 'change-order' then e.BUSINESS_KEY_ end
            and o.open_change is null
        where d.KEY_ = 'change-order'
        """ + ON_ITS_WAY + """
        and %s
        union all
        select concat('place:', stands.place), stands.document,
            (select max(h.END_TIME_) from ACT_HI_ACTINST h where h.PROC_INST_ID_ = stands.instance),
            stands.model, stands.step, stands.instance, stands.detail, null, 'ELSEWHERE'
        from (select min(c.ID_) as place, min(e.BUSINESS_KEY_) as document, min(d.KEY_) as model, c.ACT_ID_ as step,
            e.ID_ as instance, min(coalesce(o.status, r.status, i.status, s.status)) as detail
        from ACT_RE_PROCDEF d
        join ACT_RU_EXECUTION c on c.PROC_DEF_ID_ = d.ID_
            and c.ACT_ID_ in (""" + PLACES + """
            )
        join ACT_RU_EXECUTION e on e.ID_ = c.PROC_INST_ID_
        """ + DOCUMENTS + """
        where d.KEY_ in ('purchase-order', 'purchase-requisition', 'supplier-invoice', 'sales-order')
        and concat(c.ACT_ID_, '/', coalesce(o.status, r.status, i.status, s.status)) in ("""
            + PLACES_AND_STATES + """
            )
        """ + ON_ITS_WAY + """
        and %s
        group by e.ID_, c.ACT_ID_) stands
        """;

    private static String disagrees(String ofProcess, String ofOrder, String ofExecution) {
        return DISAGREES.formatted(ofProcess, ofOrder, ofProcess, ofExecution);
    }

    private static final String STEPS = """
        select step.id as subject, asked.document as document, step.opened_at as since, 'document-approval' as model,
            'userTask_approve' as step, null as instance, null as detail, null as owner, null as extra
        from approval_cycles asked join approval_steps step on step.cycle_id = asked.id
        where asked.outcome = 'PENDING' and asked.superseded = false and asked.failure is null
        and step.opened_at <= :settled and step.outcome is null and step.not_needed = false
        and not exists (select 1 from ACT_RU_TASK task where task.ID_ = step.task_id)
        """;

    private static final String UNANSWERABLE = """
        select asked.id as subject, asked.document as document, asked.submitted_at as since,
            'document-approval' as model, 'userTask_repairApproval' as step, null as instance,
            asked.failure as detail, null as owner, asked.failure_facts as extra
        from approval_cycles asked
        where asked.ended_at is null and asked.failure is not null and asked.outcome = 'PENDING'
        and asked.superseded = false
        """;

    private static final String INVOICES = """
        select document.id as subject, document.id as document, document.captured_at as since,
            'supplier-invoice' as model, null as step, null as instance, document.status as detail,
            null as owner, null as extra
        from invoices document
        where document.status in ('AWAITING_RECEIPT', 'IN_EXCEPTION') and document.captured_at <= :old
        """;

    @Bean
    StuckWatch documentsWithoutProcess(
            JdbcClient database, DocumentRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.DOCUMENT_WITHOUT_PROCESS,
                database,
                Times.OURS,
                Question.of(WITHOUT_PROCESS.formatted("1 = 1", "1 = 1", "1 = 1"))
                        .along(withoutProcess(":document"))
                        .one(withoutProcess(":named")),
                () -> Map.of("settled", before(clock, settings.settling())),
                row -> ofOperations(
                        Condition.DOCUMENT_WITHOUT_PROCESS,
                        row,
                        because(StuckStatement.DOCUMENT_WITHOUT_PROCESS, row.detailOr("?")),
                        DocumentRemedies.canBegin(row.subject(), row.detailOr(""))
                                ? Set.of(Remedy.RECONCILIATION)
                                : Set.of()),
                remedies::beginAgain);
    }

    @Bean
    StuckWatch processesWithoutDocument(JdbcClient database, DocumentRemedies remedies) {
        return new DatabaseWatch(
                Condition.PROCESS_WITHOUT_DOCUMENT,
                database,
                Times.OF_THE_ENGINE,
                Question.of(WITHOUT_DOCUMENT).along(WITHOUT_DOCUMENT + " and e.BUSINESS_KEY_ = :document"),
                Map::of,
                row -> ofOperations(
                        Condition.PROCESS_WITHOUT_DOCUMENT,
                        row,
                        because(StuckStatement.PROCESS_WITHOUT_DOCUMENT),
                        Set.of(Remedy.RECONCILIATION)),
                remedies::endProcess);
    }

    @Bean
    StuckWatch disagreeing(JdbcClient database, DocumentRemedies remedies) {
        return new DatabaseWatch(
                Condition.POSITION_DISAGREES,
                database,
                Times.OF_THE_ENGINE,
                Question.of(disagrees("1 = 1", "1 = 1", "1 = 1"))
                        .along(disagrees(
                                "e.BUSINESS_KEY_ = :document", "o.number = :document", "e.BUSINESS_KEY_ = :document"))
                        .one(disagrees("e.ID_ = :subject", "c.ID_ = :subject", "c.ID_ = :named")),
                Map::of,
                DocumentWatches::disagreement,
                remedies::moveOrEnd);
    }

    private static Stuck disagreement(Row row) {
        var state = row.detailOr("?");
        var reconcile = Set.of(Remedy.RECONCILIATION);
        return switch (Objects.requireNonNullElse(row.extra(), "")) {
            case "ENDED" ->
                ofOperations(
                        Condition.POSITION_DISAGREES, row, because(StuckStatement.ENDED_BUT_RUNNING, state), reconcile);
            case "NO_CHANGE" ->
                ofOperations(
                        Condition.POSITION_DISAGREES, row, because(StuckStatement.CHANGE_ENDED_BUT_RUNNING), reconcile);
            case "ELSEWHERE" ->
                ofOperations(
                        Condition.POSITION_DISAGREES, row, because(StuckStatement.STANDS_ELSEWHERE, state), reconcile);
            // What was sent once may have arrived: whether it goes out again is not for operations to say.
            default ->
                ofOperations(Condition.POSITION_DISAGREES, row, because(StuckStatement.BEHIND_ITS_PROCESS), Set.of());
        };
    }

    @Bean
    StuckWatch stepsWithoutTask(
            JdbcClient database, DocumentRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.STEP_WITHOUT_TASK,
                database,
                Times.OURS,
                STEPS,
                () -> Map.of("settled", before(clock, settings.settling())),
                row -> ofOperations(
                        Condition.STEP_WITHOUT_TASK,
                        row,
                        because(StuckStatement.STEP_WITHOUT_TASK),
                        Set.of(Remedy.RECONCILIATION)),
                remedies::askAnew);
    }

    /** Only an administrator repairs an approval, in the task that asks for that (R03). */
    @Bean
    StuckWatch unanswerableApprovals(JdbcClient database, OwnerReminders reminders) {
        return new DatabaseWatch(
                Condition.NO_RULE,
                database,
                Times.OURS,
                UNANSWERABLE,
                Map::of,
                row -> ofGroup(
                        Condition.NO_RULE,
                        row,
                        Group.ADMINISTRATOR.id(),
                        because(StuckStatement.NO_RULE, Explanation.kept(row.detailOr("?"), row.extra())),
                        Set.of(Remedy.REMINDER)),
                reminders::remindOwner);
    }

    @Bean
    StuckWatch overdueInvoices(
            JdbcClient database,
            DocumentRemedies remedies,
            OwnerReminders reminders,
            OperationsSettings settings,
            Clock clock) {
        return new DatabaseWatch(
                Condition.INVOICE_OVERDUE,
                database,
                Times.OURS,
                INVOICES,
                () -> Map.of("old", before(clock, settings.invoiceOld())),
                row -> {
                    var awaits = "AWAITING_RECEIPT".equals(row.detail());
                    return ofGroup(
                            Condition.INVOICE_OVERDUE,
                            row,
                            (awaits ? Group.RECEIVER : Group.ACCOUNTS_PAYABLE).id(),
                            because(
                                    awaits
                                            ? StuckStatement.INVOICE_WITHOUT_RECEIPT
                                            : StuckStatement.INVOICE_IN_EXCEPTION),
                            Set.of(Remedy.REMINDER, Remedy.RECONCILIATION));
                },
                (stuck, treatment) -> {
                    if (treatment.remedy() == Remedy.REMINDER) {
                        reminders.remindOwner(stuck, treatment);
                    } else {
                        remedies.matchAgain(stuck, treatment);
                    }
                });
    }

    private static final String MAILS = """
        select m.id as subject, m.document as document, coalesce(m.attempted_at, m.created_at) as since,
            null as model, null as step, null as instance, m.last_error as detail, null as owner,
            m.recipients as extra
        from mails m
        """;

    private static final String FAILED_MAILS = MAILS + "where m.status = 'FAILED'";

    private static final String UNCERTAIN_MAILS = MAILS + """
        where m.status = 'SENDING' and (m.last_error is not null or m.attempted_at is null or m.attempted_at < :lost)
        """;

    @Bean
    StuckWatch uncertainMails(JdbcClient database, DocumentRemedies remedies, Clock clock) {
        return new DatabaseWatch(
                Condition.MAIL_UNCERTAIN,
                database,
                Times.OURS,
                UNCERTAIN_MAILS,
                () -> Map.of("lost", before(clock, Duration.ofMinutes(5))),
                row -> ofOperations(
                        Condition.MAIL_UNCERTAIN,
                        row,
                        because(StuckStatement.MAIL_UNCERTAIN, recipients(row)),
                        Set.of(Remedy.RESEND)),
                remedies::resend);
    }

    @Bean
    StuckWatch failedMails(JdbcClient database, DocumentRemedies remedies) {
        return new DatabaseWatch(
                Condition.MAIL_FAILED,
                database,
                Times.OURS,
                FAILED_MAILS,
                Map::of,
                row -> ofOperations(
                        Condition.MAIL_FAILED,
                        row,
                        because(StuckStatement.MAIL_FAILED, recipients(row), brief(row.detailOr("–"))),
                        Set.of(Remedy.RESEND)),
                remedies::resend);
    }

    private static String recipients(Row row) {
        return brief(Objects.requireNonNullElse(row.extra(), ""));
    }
}
