package org.countersign.invoicing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What suppliers send to the mailbox of invoices: each attachment is one invoice, captured once whatever happens, and what
 * cannot be captured waits here for accounts payable.
 *
 * <p>Nobody captured what the product took out of the mailbox by itself; but who of our own people sent the mail did, and
 * so did who captured by hand what waited: they keep out of its payment (R21).
 */
@Service
public class InvoiceMailbox {

    private final MailedDocuments documents;
    private final MailedContents contents;
    private final MailboxPositions positions;
    private final InvoiceCapture capture;
    private final InvoiceReader reader;
    private final InvoiceManagement invoices;
    private final Organization organization;
    private final MailboxSettings settings;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    InvoiceMailbox(
            MailedDocuments documents,
            MailedContents contents,
            MailboxPositions positions,
            InvoiceCapture capture,
            InvoiceReader reader,
            InvoiceManagement invoices,
            Organization organization,
            MailboxSettings settings,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.documents = documents;
        this.contents = contents;
        this.positions = positions;
        this.capture = capture;
        this.reader = reader;
        this.invoices = invoices;
        this.organization = organization;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    // ---- what comes in

    /**
     * Takes a mail in: every attachment is captured, or waits for a person with the reason. What of it is here already stays
     * as it is, so that a mail may be taken as often as one likes, by several servers at once too.
     */
    public void take(ReceivedMail mail) {
        for (var file : mail.attachments()) {
            take(mail, file);
        }
        var trouble = mail.trouble();
        if (trouble != null) {
            keep(idOf(mail, trouble.english()), mail, null, trouble);
        } else if (mail.attachments().isEmpty()) {
            keep(idOf(mail, ""), mail, null, Explanation.of(MailStatement.NO_ATTACHMENT));
        }
    }

    /** A mail that could not be taken again and again, for a reason that lies with us: it waits for a person. */
    public void giveUp(ReceivedMail mail, String why) {
        var reason = Explanation.of(MailStatement.NOT_PROCESSED, XmlNode.shortened(why, 500));
        for (var file : mail.attachments()) {
            keep(idOf(mail, file), mail, file, reason);
        }
        if (mail.attachments().isEmpty()) {
            keep(idOf(mail, ""), mail, null, reason);
        }
    }

    private void take(ReceivedMail mail, ReceivedMail.Attachment file) {
        var id = idOf(mail, file);
        if (documents.existsById(id)) {
            return;
        }
        var content = file.content();
        if (content == null) {
            keep(
                    id,
                    mail,
                    file,
                    Explanation.of(MailStatement.ATTACHMENT_TOO_LARGE, InvoiceCapture.MOST_BYTES / 1024 / 1024));
            return;
        }
        try {
            var draft = reader.read(content);
            once(id, () -> {
                var document = new MailedDocument(id, mail, file, colleagues(mail), clock.instant());
                documents.saveAndFlush(document);
                document.captured(capture.captureMailed(
                                draft,
                                content,
                                new InvoiceCapture.Mailed(
                                        document.sender(), document.messageId(), document.broughtBy()))
                        .id());
            });
        } catch (RuleViolation refused) {
            keep(id, mail, file, explained(refused));
        } catch (UnsupportedDocument other) {
            keep(id, mail, file, Explanation.of(MailStatement.NO_E_INVOICE));
        }
    }

    private static Explanation explained(RuleViolation refused) {
        var fields = refused.fields().stream()
                .limit(5)
                .map(problem -> problem.field() + " " + problem.message())
                .toList();
        var sentence = new Explanation(
                String.valueOf(refused.getMessage()),
                List.of(new Explanation.Said(
                        refused.rule().key(),
                        refused.arguments().stream()
                                .map(argument -> new Explanation.Value(Explanation.Kind.TEXT, argument, null, null))
                                .toList())));
        // The fields are named as integrators know them; a clerk needs them to know what to ask the sender for.
        return fields.isEmpty() || refused.arguments().stream().anyMatch(said -> said.contains(fields.get(0)))
                ? sentence
                : new Explanation(sentence.english() + " " + String.join("; ", fields), List.of());
    }

    private void keep(String id, ReceivedMail mail, ReceivedMail.@Nullable Attachment file, Explanation why) {
        if (documents.existsById(id)) {
            return;
        }
        once(id, () -> {
            var document = new MailedDocument(id, mail, file, colleagues(mail), clock.instant());
            document.waits(why);
            documents.saveAndFlush(document);
            var content = file == null ? null : file.content();
            if (content != null) {
                contents.saveAndFlush(new MailedContent(id, content));
            }
            audit.record(AuditEvent.of(document.document(), "invoice-mail.waits", Actor.SYSTEM)
                    .with("sender", document.sender())
                    .with("subject", document.subject())
                    .with("file", document.fileName())
                    .with("reason", why.english()));
            events.publishEvent(
                    new MailWaits(document.document(), clock.instant(), document.sender(), document.subject()));
        });
    }

    /** Another server may take the same mail at the same moment: then the second finds what the first has done. */
    private void once(String id, Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (DataIntegrityViolationException sameMomentOrSameNumber) {
            if (!documents.existsById(id)) {
                transaction.executeWithoutResult(status -> work.run());
            }
        }
    }

    private List<UserId> colleagues(ReceivedMail mail) {
        return mail.senders().stream()
                .flatMap(address -> organization.named(address).stream())
                .distinct()
                .toList();
    }

    private static String idOf(ReceivedMail mail, ReceivedMail.Attachment file) {
        var content = file.content();
        return content == null ? idOf(mail, file.name() + "/" + file.bytes()) : idOf(mail, hash(content));
    }

    private static String idOf(ReceivedMail mail, String part) {
        return hash((mail.key() + "\n" + part).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    // ---- what people do with what waits

    /**
     * Captures by hand what waits, with the attachment as the document received.
     *
     * @param draft as somebody read it off the document
     * @param known what is done where its number is known
     * @throws RuleViolation where it waits no longer (409), or fields are faulty (422)
     */
    public Invoice captureByHand(String id, InvoiceDraft draft, OnKnownNumber known, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var captured = transaction.execute(status -> {
            var document = documents.lock(id).orElseThrow(() -> new NotFound("mail", id));
            document.demandWaiting();
            var content = contents.findById(id)
                    .map(MailedContent::content)
                    .orElseGet(() -> String.valueOf(document.body()).getBytes(StandardCharsets.UTF_8));
            var invoice = capture.captureByHand(
                    draft,
                    content,
                    kindOf(content, document),
                    known,
                    new InvoiceCapture.Mailed(document.sender(), document.messageId(), document.broughtBy()),
                    by);
            document.capturedByHand(invoice.id(), by.user(), clock.instant());
            audit.record(AuditEvent.of(document.document(), "invoice-mail.captured", by)
                    .with("invoice", invoice.id().value()));
            return invoice;
        });
        if (captured == null) {
            throw new IllegalStateException("Nothing was captured");
        }
        return captured;
    }

    /** By its bytes, whatever its sender calls it: pages show and browsers open it by that. */
    private static String kindOf(byte[] content, MailedDocument document) {
        if (PdfInvoice.isPdf(content)) {
            return "application/pdf";
        }
        if (begins(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return "image/png";
        }
        if (begins(content, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        return document.fileName() == null ? "text/plain;charset=UTF-8" : "application/octet-stream";
    }

    private static boolean begins(byte[] content, int... beginning) {
        for (int index = 0; index < beginning.length; index++) {
            if (content.length <= index || (content[index] & 0xFF) != beginning[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts away what is no invoice, or is one already.
     *
     * @param reason required
     * @throws RuleViolation where it waits no longer (409), or without a reason (422)
     */
    @Transactional
    public MailedDocument discard(String id, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var document = documents.lock(id).orElseThrow(() -> new NotFound("mail", id));
        document.demandWaiting();
        var why = Reasons.demanded(reason == null || reason.isBlank() ? null : reason.strip());
        document.discard(why, by.user(), clock.instant());
        audit.record(AuditEvent.of(document.document(), "invoice-mail.discarded", by)
                .changed("state", MailedState.WAITING.name(), MailedState.DISCARDED.name())
                .with("reason", why));
        return document;
    }

    // ---- reading

    /** Whether a person sees the mailbox: accounts payable, and those who read everything. */
    public static boolean maySee(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.ACCOUNTS_PAYABLE);
    }

    /** What came, by page. @throws org.countersign.shared.NotAllowed for others (403) */
    @Transactional(readOnly = true)
    public Page<MailedDocument> search(MailedQuery query, Actor actor, Pageable page) {
        mustSee(actor);
        return documents.findAll(query.toSpecification(), page);
    }

    /** One of them. @throws NotFound where there is none */
    @Transactional(readOnly = true)
    public MailedDocument document(String id, Actor actor) {
        mustSee(actor);
        return documents.findById(id).orElseThrow(() -> new NotFound("mail", id));
    }

    /** What the same mail brought, the earliest 200 at the most: strangers choose what their mails are called by. */
    @Transactional(readOnly = true)
    public List<MailedDocument> sameMail(MailedDocument document) {
        return documents.findFirst200ByMailOrderByReceivedAtAscIdAsc(document.mail());
    }

    /** Its bytes as received; empty where none were taken. */
    @Transactional(readOnly = true)
    public Optional<InvoiceManagement.Original> content(String id, Actor actor) {
        var document = document(id, actor);
        var invoice = document.invoice();
        var kept = contents.findById(id)
                .map(content -> new InvoiceManagement.Original(document.mediaType(), content.content()));
        return kept.isPresent() || invoice == null ? kept : Optional.of(invoices.original(invoice));
    }

    /** How many wait for a person. */
    @Transactional(readOnly = true)
    public long waiting() {
        return documents.countByState(MailedState.WAITING);
    }

    private static void mustSee(Actor actor) {
        if (!maySee(actor)) {
            actor.mustBeIn(Group.ACCOUNTS_PAYABLE, Group.AUDITOR, Group.OPERATIONS);
        }
    }

    // ---- the mailbox itself

    /** Whether a mailbox is read at all. */
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    /** Whether the mailbox answers; empty where none is read, or none was tried yet. */
    @Transactional(readOnly = true)
    public Optional<MailboxStanding> standing() {
        return settings.isConfigured() ? standing(settings.address()) : Optional.empty();
    }

    /** Whether a mailbox answers; empty where it was not tried yet. */
    @Transactional(readOnly = true)
    public Optional<MailboxStanding> standing(String address) {
        return positions.findById(idOf(address)).map(MailboxPosition::standing);
    }

    /**
     * The number of the last mail that was read.
     *
     * @param validity the server's name for its numbers: where it changes, they mean other mails
     */
    @Transactional(readOnly = true)
    public Optional<Long> lastRead(String address, long validity) {
        return positions.findById(idOf(address)).map(position -> position.lastOf(validity));
    }

    /** A mail was read to its end, and all before it. */
    @Transactional
    public void read(String address, long validity, long uid) {
        position(address).read(validity, uid);
    }

    /** The mailbox answered. */
    @Transactional
    public void reached(String address) {
        position(address).reached(clock.instant());
    }

    /** The mailbox did not answer. */
    @Transactional
    public void failed(String address, String why) {
        position(address).failed(why, clock.instant());
    }

    private MailboxPosition position(String address) {
        return positions
                .findById(idOf(address))
                .orElseGet(() -> positions.save(new MailboxPosition(idOf(address), address)));
    }

    private static String idOf(String address) {
        return hash(address.getBytes(StandardCharsets.UTF_8));
    }
}
