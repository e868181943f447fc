package org.countersign.console.web.receiving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FileAnswer;
import org.countersign.console.page.Uploads;
import org.countersign.receiving.PhotoContent;
import org.countersign.receiving.ReceiptPhoto;
import org.countersign.receiving.ReceiptPhotos;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Photos of what arrived: for pages and for programs. Whoever may see the order may see them. */
@RestController
@Tag(name = "Receiving")
class ReceiptPhotoController {

    private static final String RECEIPT_PHOTOS = "/api/v1/purchase-orders/{number}/goods-receipts/{receipt}/photos";

    private final DocumentAccess access;
    private final ReceiptPhotos photos;

    ReceiptPhotoController(DocumentAccess access, ReceiptPhotos photos) {
        this.access = access;
        this.photos = photos;
    }

    @GetMapping(RECEIPT_PHOTOS)
    @Operation(summary = "List the photos of a goods receipt")
    List<PhotoView> list(@PathVariable String number, @PathVariable String receipt, Actor actor) {
        return photos.of(access.order(number, actor).number()).stream()
                .filter(photo -> receipt.equals(photo.receipt()))
                .map(PhotoView::of)
                .toList();
    }

    @PostMapping(path = RECEIPT_PHOTOS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Add photos to a goods receipt: JPEG, PNG, WebP or HEIC, or delivery notes as PDF, in parts named"
                    + " photos")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<List<PhotoView>> add(
            @PathVariable String number,
            @PathVariable String receipt,
            @RequestParam("photos") List<MultipartFile> files,
            Actor actor) {
        var order = access.order(number, actor).number();
        var added = photos.add(order, receipt, Uploads.of(files), actor);
        return ResponseEntity.created(
                        URI.create("/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/photos"))
                .body(added.stream().map(PhotoView::of).toList());
    }

    @GetMapping(RECEIPT_PHOTOS + "/{photo}")
    @Operation(summary = "Read a photo of a goods receipt")
    ResponseEntity<byte[]> read(
            @PathVariable String number, @PathVariable String receipt, @PathVariable String photo, Actor actor) {
        var picture = photos.picture(access.order(number, actor).number(), photo, actor);
        if (!receipt.equals(picture.photo().receipt())) {
            throw new NotFound("photo", photo);
        }
        return answer(picture);
    }

    /** The same for our own pages, where a photo may still wait for its receipt. */
    @GetMapping("/receiving/{number}/photos/{photo}")
    ResponseEntity<byte[]> show(@PathVariable String number, @PathVariable String photo, Actor actor) {
        return answer(photos.picture(access.order(number, actor).number(), photo, actor));
    }

    private static ResponseEntity<byte[]> answer(PhotoContent picture) {
        return FileAnswer.of(
                picture.photo().name(),
                picture.photo().format().type(),
                picture.content(),
                CacheControl.maxAge(Duration.ofHours(1)).cachePrivate());
    }

    /**
     * A photo as clients see it.
     *
     * @param sha256 of its bytes as they are kept, in hexadecimal digits
     * @param href where its bytes are
     */
    record PhotoView(
            String id,
            String name,
            String mediaType,
            int size,
            String sha256,
            Instant addedAt,
            UserId addedBy,
            String href) {

        static PhotoView of(ReceiptPhoto photo) {
            return new PhotoView(
                    photo.id(),
                    photo.name(),
                    photo.format().mediaType(),
                    photo.size(),
                    photo.sha256(),
                    photo.addedAt(),
                    photo.addedBy(),
                    "/api/v1/purchase-orders/" + photo.purchaseOrder() + "/goods-receipts/" + photo.receipt()
                            + "/photos/" + photo.id());
        }
    }
}
