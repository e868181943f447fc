package org.countersign.receiving;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.files.FileName;
import org.countersign.files.FileUpload;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Photos of what arrived, damaged or not, and delivery notes as PDF. They are known by their bytes and never changed once they are kept; the audit trail
 * has their hashes. JPEG, PNG and WebP lose what tells where they were taken before they are kept; HEIC and PDF stay as they came. Who may see them is the caller's to check: who may see the order.
 */
@Service
public class ReceiptPhotos {

    /** The most bytes that a photo may have. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** The most photos of one receipt. */
    public static final int MOST = 10;

    /** The most photos that one person keeps waiting for receipts of one order. */
    static final int MOST_WAITING = 30;

    private static final int MOST_OF_AN_ORDER = 200;
    private static final Duration WAITING = Duration.ofDays(2);

    private final KeptPhotos photos;
    private final PhotoContents contents;
    private final GoodsReceipts receipts;
    private final PurchaseOrderManagement orders;
    private final ReceivingRights rights;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiptPhotos(
            KeptPhotos photos,
            PhotoContents contents,
            GoodsReceipts receipts,
            PurchaseOrderManagement orders,
            ReceivingRights rights,
            AuditTrail audit,
            Clock clock) {
        this.photos = photos;
        this.contents = contents;
        this.receipts = receipts;
        this.orders = orders;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps photos for a receipt that is not booked yet, so that nothing is lost while somebody corrects it. All of them are
     * kept, or none.
     *
     * @param form what the receipt will be sent with
     * @throws org.countersign.shared.RuleViolation for what is no photo, too large or too much (422), and for an order
     *     that takes no goods (409)
     * @throws NotAllowed unless the person may receive something of the order
     */
    @Transactional
    public List<ReceiptPhoto> keep(PurchaseOrderNumber order, String form, List<FileUpload> uploads, Actor by) {
        var found = orders.lock(order);
        rights.mustReceiveSomethingOf(found, by);
        check(ReceivingRights.takesGoods(found), ReceivingRule.NOT_RECEIVABLE, order, found.status());
        forget();
        var kept = photos.countByPurchaseOrderAndAddedByAndReceiptIsNull(
                order.value(), by.user().value());
        check(kept + uploads.size() <= MOST_WAITING, ReceivingRule.TOO_MANY_WAITING, order, MOST_WAITING);
        var waiting = photos.findByFormAndReceiptIsNullOrderByPosition(form);
        return save(order, form, uploads, waiting.size(), by);
    }

    /** The photos that wait with a form of this person. */
    @Transactional(readOnly = true)
    public List<ReceiptPhoto> waiting(String form, Actor by) {
        return photos.findByFormAndReceiptIsNullOrderByPosition(form).stream()
                .filter(photo -> photo.addedBy().equals(by.user()))
                .toList();
    }

    /** Takes a photo away again that waits with a form of this person; nothing where there is none. */
    @Transactional
    public void discard(String form, String id, Actor by) {
        var ids = waiting(form, by).stream()
                .map(ReceiptPhoto::id)
                .filter(id::equals)
                .toList();
        delete(ids);
    }

    /**
     * Adds photos to a receipt that is booked.
     *
     * @throws NotFound where the order has no such receipt
     * @throws NotAllowed unless a receiver adds them, or whoever booked the receipt
     * @throws org.countersign.shared.RuleViolation for what is no photo, too large or too much (422)
     */
    @Transactional
    public List<ReceiptPhoto> add(PurchaseOrderNumber order, String receiptNumber, List<FileUpload> uploads, Actor by) {
        orders.lock(order);
        var receipt = receipts.findById(receiptNumber)
                .filter(found -> found.purchaseOrder().equals(order.value()))
                .orElseThrow(() -> new NotFound("goods receipt", receiptNumber));
        if (!by.isSystem() && !by.isIn(Group.RECEIVER) && !receipt.bookedBy().equals(by.user())) {
            throw new NotAllowed("Photos are added by Receivers, and by whoever booked the receipt.");
        }
        check(!uploads.isEmpty(), ReceivingRule.NO_PHOTO);
        var number = receipt.number();
        var before =
                photos.findByReceiptOrderByAddedAtAscPositionAsc(number.value()).size();
        var added = save(order, number.value(), uploads, before, by);
        for (var photo : added) {
            photo.stayWith(number);
            audit.record(AuditEvent.of(number, "goods-receipt.photo-added", by)
                    .with("photo", photo.name())
                    .with("sha256", photo.sha256()));
        }
        return added;
    }

    /** The photos of all receipts of an order, oldest first. */
    @Transactional(readOnly = true)
    public List<ReceiptPhoto> of(PurchaseOrderNumber order) {
        return photos.findByPurchaseOrderAndReceiptIsNotNullOrderByAddedAtAscPositionAsc(
                order.value(), Limit.of(MOST_OF_AN_ORDER));
    }

    /** The photos of an order by the number of their receipt, oldest first; nothing for receipts without any. */
    @Transactional(readOnly = true)
    public Map<String, List<ReceiptPhoto>> byReceipt(PurchaseOrderNumber order) {
        return of(order).stream().collect(Collectors.groupingBy(photo -> String.valueOf(photo.receipt())));
    }

    /**
     * A photo of an order with its bytes.
     *
     * @param by sees also photos that wait with own forms
     * @throws NotFound where the order has no such photo
     */
    @Transactional(readOnly = true)
    public PhotoContent picture(PurchaseOrderNumber order, String id, Actor by) {
        var photo = photos.findById(id)
                .filter(found -> found.purchaseOrder().equals(order)
                        && (found.receipt() != null || found.addedBy().equals(by.user())))
                .orElseThrow(() -> new NotFound("photo", id));
        return contents.of(photo);
    }

    /** The photos that waited for this receipt stay with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> book(String form, DocumentNumber receipt, Actor by) {
        var waiting = waiting(form, by);
        waiting.forEach(photo -> photo.stayWith(receipt));
        return waiting.stream().map(ReceiptPhoto::sha256).toList();
    }

    private List<ReceiptPhoto> save(
            PurchaseOrderNumber order, String form, List<FileUpload> uploads, int before, Actor by) {
        var check = new FieldCheck();
        check.that(before + uploads.size() <= MOST, "photos", "at most " + MOST + " of one receipt");
        check.demand(ReceivingRule.TOO_MANY_PHOTOS, MOST);
        var added = new ArrayList<ReceiptPhoto>();
        for (var upload : uploads) {
            added.add(save(order, form, before + added.size(), upload, by));
        }
        return added;
    }

    private ReceiptPhoto save(PurchaseOrderNumber order, String form, int position, FileUpload upload, Actor by) {
        var said = FileName.clean(upload.name(), "photo");
        check(upload.content().length <= MOST_BYTES, ReceivingRule.PHOTO_TOO_LARGE, said);
        var format = PhotoFormat.of(upload.content()).orElse(null);
        var bytes = format == null ? null : strippedOrNull(format, upload.content());
        if (format == null || bytes == null) {
            throw new RuleViolation(ReceivingRule.NO_SUCH_PHOTO, said);
        }
        var checked = contents.checked(said, bytes);
        var photo = photos.save(new ReceiptPhoto(
                contents.keep(checked),
                order,
                form,
                position,
                stem(said) + "." + format.extension(),
                format,
                checked.size(),
                checked.sha256(),
                clock.instant(),
                by.user()));
        return photo;
    }

    private static byte @Nullable [] strippedOrNull(PhotoFormat format, byte[] bytes) {
        try {
            return PhotoPrivacy.stripped(format, bytes);
        } catch (IllegalArgumentException | ArithmeticException cutOff) {
            return null;
        }
    }

    /** Photos whose form nobody sent. */
    private void forget() {
        delete(photos.givenUp(clock.instant().minus(WAITING), Limit.of(50)));
    }

    private void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            photos.deleteAllOf(ids);
            contents.forget(ids);
        }
    }

    private static String stem(String name) {
        var dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : dot == 0 ? "photo" : name;
    }
}
