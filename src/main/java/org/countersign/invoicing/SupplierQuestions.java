package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks suppliers about differences of their invoices, and takes their answers: one to each question. */
@Service
@Transactional
public class SupplierQuestions {

    /** The longest answer. */
    public static final int LONGEST = 2000;

    private static final Duration RENEWED_EVERY = Duration.ofDays(1);
    private static final int LONGEST_USER = 64;

    private final InvoiceQuestions questions;
    private final Invoices invoices;
    private final SupplierDirectory suppliers;
    private final QuestionLinks links;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SupplierQuestions(
            InvoiceQuestions questions,
            Invoices invoices,
            SupplierDirectory suppliers,
            QuestionLinks links,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.questions = questions;
        this.invoices = invoices;
        this.suppliers = suppliers;
        this.links = links;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Asks the supplier about differences; they wait for the answer. */
    @Transactional(propagation = Propagation.MANDATORY)
    void ask(Invoice invoice, List<InvoiceException> about, @Nullable String text, Actor by) {
        about.forEach(one -> check(
                one.type() != ExceptionType.BANK_ACCOUNT_CHANGED,
                InvoicingRule.NOT_BY_MAIL,
                one.type().label()));
        var supplier = supplierOf(invoice).orElse(null);
        var email = supplier == null ? null : supplier.email();
        check(
                email != null && !email.isBlank(),
                InvoicingRule.NO_ADDRESS_TO_ASK,
                supplier == null ? invoice.id() : supplier.number());
        var now = clock.instant();
        var question = questions.save(new InvoiceQuestion(
                UUID.randomUUID().toString(), invoice.id(), text, String.valueOf(email), by.user(), now));
        about.forEach(one -> one.askedTheSupplier(question.id(), now));
        tell(invoice, question, question.recipient(), 0, null);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.supplier-asked", by)
                .rule("R20")
                .with("types", about.stream().map(one -> one.type().name()).toList())
                .with("recipient", question.recipient())
                .with("comment", text));
    }

    /** Reminds the supplier of the question that a difference waits for. */
    @Transactional(propagation = Propagation.MANDATORY)
    void remind(Invoice invoice, InvoiceException exception) {
        var question = Optional.ofNullable(exception.question())
                .flatMap(questions::findById)
                .orElse(null);
        if (question == null || question.answeredAt() != null) {
            return;
        }
        tell(invoice, question, question.recipient(), exception.waitReminders(), null);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.supplier-reminded", Actor.SYSTEM)
                .with("reminder", exception.waitReminders())
                .with("recipient", question.recipient()));
    }

    /** Tells the supplier that its invoice is rejected; where there is no address, the audit trail alone says so. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tellOfRejection(Invoice invoice, String reason, List<InvoiceException> because, Actor by) {
        var supplier = supplierOf(invoice).orElse(null);
        var email = supplier == null ? null : supplier.email();
        var known = false;
        if (supplier != null && email != null && !email.isBlank()) {
            known = true;
            events.publishEvent(new SupplierRefused(
                    invoice.id(),
                    invoice.number(),
                    supplier.number(),
                    email,
                    reason,
                    because.stream()
                            .map(one -> QuestionedDifference.of(one, invoice))
                            .toList(),
                    invoice.currency()));
        }
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.rejection-told", by)
                .with("recipient", known ? email : "no mail address"));
    }

    private void tell(
            Invoice invoice, InvoiceQuestion question, String recipient, int reminder, @Nullable Instant renewedAt) {
        var link = links.draw(question.id());
        events.publishEvent(new SupplierAsked(
                question.id(),
                invoice.id(),
                invoice.number(),
                String.valueOf(invoice.supplier()),
                recipient,
                question.text(),
                differences(invoice, question),
                invoice.currency(),
                link.token(),
                link.until(),
                question.askedAt(),
                reminder,
                renewedAt));
    }

    /**
     * Sends a new link to a question that is still open, to the address that the supplier master has and once a day at most;
     * the expired link was proved by the caller, who is told nothing of what became of it.
     */
    public void renewLink(String id) {
        var invoice = questions.invoiceOf(id).flatMap(invoices::lock).orElse(null);
        var question = questions.findById(id).orElse(null);
        if (invoice == null || question == null || !isOpen(question, invoice)) {
            return;
        }
        var now = clock.instant();
        var last = question.linkRenewedAt();
        var email = supplierOf(invoice).map(Supplier::email).orElse(null);
        if (email == null
                || email.isBlank()
                || (last != null && last.plus(RENEWED_EVERY).isAfter(now))) {
            return;
        }
        question.linkRenewed(now);
        tell(invoice, question, email, 0, now);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.supplier-link-renewed", supplierActor(invoice))
                .with("recipient", email));
    }

    /**
     * What a supplier sees behind its link.
     *
     * @param question what was asked, and answered
     * @param invoice its invoice
     * @param differences those that are still open
     * @param open whether an answer is still wanted: nobody has answered, nor settled it otherwise, nor asked anew
     */
    public record Sheet(
            InvoiceQuestion question, Invoice invoice, List<QuestionedDifference> differences, boolean open) {}

    /** What a question shows its supplier; the link was proved by the caller. Empty for an unknown one. */
    @Transactional(readOnly = true)
    public Optional<Sheet> sheet(String question) {
        return questions
                .findById(question)
                .flatMap(asked -> invoices.findById(asked.invoice().value())
                        .map(invoice ->
                                new Sheet(asked, invoice, differences(invoice, asked), isOpen(asked, invoice))));
    }

    /**
     * Takes a supplier's answer; the link was proved by the caller. The differences come back to their handler with it.
     *
     * @throws org.countersign.shared.RuleViolation where something is missing (422), and where the question was answered or
     *     settled meanwhile (409)
     */
    public InvoiceQuestion answer(String id, @Nullable SupplierSays says, @Nullable String text) {
        // Two clicks at once queue here, and the second sees the first one's answer.
        var invoice = questions.invoiceOf(id).flatMap(invoices::lock).orElseThrow(() -> new NotFound("question", id));
        var question = questions.findById(id).orElseThrow(() -> new NotFound("question", id));
        var said = text == null || text.isBlank() ? null : text.strip().replace("\r\n", "\n");
        check(
                says != null && (said == null ? says == SupplierSays.CREDIT_NOTE : said.length() <= LONGEST),
                InvoicingRule.ANSWER_INCOMPLETE,
                LONGEST);
        check(isOpen(question, invoice), InvoicingRule.QUESTION_CLOSED, invoice.number());
        question.answered(Objects.requireNonNull(says), said, clock.instant());
        var asked = invoice.openExceptions().stream()
                .filter(one -> id.equals(one.question()))
                .toList();
        var allWaited = asked.stream().allMatch(one -> one.waitsFor() != null)
                && asked.stream()
                        .map(InvoiceException::askedWith)
                        .distinct()
                        .allMatch(leading ->
                                AskedTogether.onTurn(invoice, leading).isEmpty());
        asked.forEach(InvoiceException::replied);
        audit.record(AuditEvent.of(invoice.id().document(), "invoice.supplier-answered", supplierActor(invoice))
                .rule("R20")
                .with("answer", says.name())
                .with("comment", said));
        invoices.flush();
        if (allWaited) {
            workflow.exceptionMoved(invoice);
        } else {
            // Its handler has the task, of these or of others asked with them: another match asks anew, with the
            // answer.
            workflow.answeredLate(invoice);
        }
        return question;
    }

    /** Everything that was asked about an invoice, the earliest first. Who may see it is the caller's to check. */
    @Transactional(readOnly = true)
    public List<InvoiceQuestion> of(InvoiceId invoice) {
        return questions.findByInvoiceOrderByAskedAtAscIdAsc(invoice.value());
    }

    /** A question by its id. */
    @Transactional(readOnly = true)
    public Optional<InvoiceQuestion> question(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(questions::findById);
    }

    private static List<QuestionedDifference> differences(Invoice invoice, InvoiceQuestion question) {
        return invoice.openExceptions().stream()
                .filter(one -> question.id().equals(one.question()))
                .map(one -> QuestionedDifference.of(one, invoice))
                .toList();
    }

    private static boolean isOpen(InvoiceQuestion question, Invoice invoice) {
        return question.answeredAt() == null
                && (invoice.status().isWaiting() || invoice.status() == InvoiceStatus.DUPLICATE)
                && invoice.openExceptions().stream()
                        .anyMatch(one -> question.id().equals(one.question()));
    }

    private Optional<Supplier> supplierOf(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier()).flatMap(suppliers::supplier);
    }

    private static Actor supplierActor(Invoice invoice) {
        var name = "supplier:" + invoice.supplier();
        return new Actor(new UserId(name.length() <= LONGEST_USER ? name : name.substring(0, LONGEST_USER)), Set.of());
    }
}
