package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.files.CheckedFile;
import org.countersign.files.FileKeeper;
import org.countersign.files.FileSettings;
import org.countersign.files.FileUpload;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files of a requisition: quotes, specifications, drawings. The requester adds and removes them while the requisition may be
 * changed (R09); the audit trail has their hashes. What somebody was asked about is taken out of the list and stays
 * readable. Who may see them is the caller's to check: who may see the requisition.
 */
@Service
public class RequisitionAttachments {

    private final KeptAttachments attachments;
    private final KeptQuotes quotes;
    private final Requisitions requisitions;
    private final FileKeeper files;
    private final FileSettings settings;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RequisitionAttachments(
            KeptAttachments attachments,
            KeptQuotes quotes,
            Requisitions requisitions,
            FileKeeper files,
            FileSettings settings,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.attachments = attachments;
        this.quotes = quotes;
        this.requisitions = requisitions;
        this.files = files;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The largest file that is taken, in bytes. */
    public long mostBytes() {
        return settings.maxSize().toBytes();
    }

    /** The most files of one requisition. */
    public int most() {
        return settings.maxNumber();
    }

    /** What is taken, in words that people know. */
    public String taken() {
        return FileKeeper.named(settings.types());
    }

    /**
     * Adds files to the actor's own requisition. All of them are kept, or none; one that is there already, of the same name
     * and content, is not kept twice.
     *
     * @return what was sent, in its order, as it is kept now
     * @throws org.countersign.shared.RuleViolation for what is empty, too large, of a type that is not taken or refused by
     *     the scanner (422), for too many or a requisition that cannot be changed (409), for somebody else's (403), and
     *     where the scanner cannot be reached (503)
     */
    public List<RequisitionAttachment> add(RequisitionNumber number, List<FileUpload> uploads, Actor actor) {
        mustBeOpen(requisitions.findById(number.value()).orElseThrow(() -> unknown(number)), actor);
        check(!uploads.isEmpty(), PurchasingRule.NO_FILE);
        // Before the requisition is locked, for a scanner takes its time.
        var checked = uploads.stream().map(files::checked).toList();
        return Objects.requireNonNull(transaction.execute(status -> keep(number, checked, actor)));
    }

    private List<RequisitionAttachment> keep(RequisitionNumber number, List<CheckedFile> checked, Actor actor) {
        mustBeOpen(locked(number), actor);
        var all = new ArrayList<>(of(number));
        var kept = new ArrayList<RequisitionAttachment>();
        for (var file : checked) {
            var before = all.stream().filter(one -> one.isSameAs(file)).findFirst();
            if (before.isPresent()) {
                kept.add(before.get());
                continue;
            }
            check(all.size() < most(), PurchasingRule.TOO_MANY_FILES, number, most());
            var added = attachments.save(new RequisitionAttachment(
                    files.keep(file), number, next(number), file, clock.instant(), actor.user()));
            recordAdded(added, actor);
            all.add(added);
            kept.add(added);
        }
        return kept;
    }

    /** The files that belong to a requisition now, oldest first. */
    @Transactional(readOnly = true)
    public List<RequisitionAttachment> of(RequisitionNumber number) {
        return ever(number).stream()
                .filter(attachment -> attachment.removedAt() == null)
                .toList();
    }

    /** Also those that were removed after somebody was asked about them. */
    @Transactional(readOnly = true)
    public List<RequisitionAttachment> ever(RequisitionNumber number) {
        return attachments.findByRequisitionOrderByPosition(number.value());
    }

    /**
     * A file with its bytes.
     *
     * @throws NotFound where the requisition has no such file
     */
    @Transactional(readOnly = true)
    public Content content(RequisitionNumber number, String id) {
        var attachment = find(number, id);
        return new Content(attachment, files.read(id));
    }

    /**
     * Removes a file from the actor's own requisition. What nobody was asked about is deleted.
     *
     * @throws NotFound where the requisition has no such file, or not any more
     * @throws org.countersign.shared.RuleViolation for a requisition that cannot be changed (409), or somebody else's (403)
     */
    @Transactional
    public RequisitionAttachment remove(RequisitionNumber number, String id, Actor actor) {
        var requisition = locked(number);
        mustBeOpen(requisition, actor);
        var attachment = find(number, id);
        if (attachment.removedAt() != null) {
            throw new NotFound("attachment", id);
        }
        quotes.forgetFile(id);
        var submitted = requisition.submittedAt();
        if (submitted == null || attachment.addedAt().isAfter(submitted)) {
            attachments.delete(attachment);
            attachments.flush();
            files.forget(List.of(id));
        } else {
            attachment.remove(clock.instant());
        }
        audit.record(AuditEvent.of(number.document(), "requisition.attachment-removed", actor)
                .with("attachment", attachment.name())
                .with("sha256", attachment.sha256()));
        return attachment;
    }

    /**
     * The files of a requisition that the actor may see go to an own one too, copied.
     *
     * @throws org.countersign.shared.RuleViolation for a requisition that cannot be changed (409), or somebody else's (403)
     */
    @Transactional
    public void copy(RequisitionNumber from, RequisitionNumber to, Actor actor) {
        mustBeOpen(locked(to), actor);
        var there = of(to);
        for (var attachment : of(from)) {
            if (there.stream().noneMatch(one -> one.sha256().equals(attachment.sha256()))) {
                var copy = files.copy(attachment.id());
                recordAdded(
                        attachments.save(attachment.copy(copy, to, next(to), clock.instant(), actor.user())), actor);
            }
        }
    }

    /** Hashes of what belongs to a requisition that is submitted; null without any. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Nullable
    List<String> hashes(RequisitionNumber number) {
        var hashes = of(number).stream().map(RequisitionAttachment::sha256).toList();
        return hashes.isEmpty() ? null : hashes;
    }

    private void recordAdded(RequisitionAttachment added, Actor actor) {
        audit.record(AuditEvent.of(added.requisition().document(), "requisition.attachment-added", actor)
                .with("attachment", added.name())
                .with("sha256", added.sha256()));
    }

    private int next(RequisitionNumber number) {
        return ever(number).stream()
                        .mapToInt(RequisitionAttachment::position)
                        .max()
                        .orElse(0)
                + 1;
    }

    private RequisitionAttachment find(RequisitionNumber number, String id) {
        return attachments.findByIdAndRequisition(id, number.value()).orElseThrow(() -> new NotFound("attachment", id));
    }

    private Requisition locked(RequisitionNumber number) {
        return requisitions.lock(number.value()).orElseThrow(() -> unknown(number));
    }

    private static NotFound unknown(RequisitionNumber number) {
        return new NotFound("requisition", number);
    }

    static void mustBeOpen(Requisition requisition, Actor actor) {
        RequisitionManagement.mayRaise(actor);
        RequisitionManagement.mustBeRequester(requisition, actor);
        check(requisition.isEditable(), PurchasingRule.NOT_EDITABLE, requisition.number(), requisition.status());
    }

    /**
     * A file with its bytes.
     *
     * @param attachment what is known of it
     * @param content its bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Content(RequisitionAttachment attachment, byte[] content) {}
}
