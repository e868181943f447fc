package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FileAnswer;
import org.countersign.console.page.Uploads;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of a requisition. Whoever may see the requisition may see them. */
@RestController
@RequestMapping("/api/v1/requisitions/{number}/attachments")
@Tag(name = "Requisitions")
class AttachmentController {

    private final DocumentAccess access;
    private final RequisitionAttachments attachments;

    AttachmentController(DocumentAccess access, RequisitionAttachments attachments) {
        this.access = access;
        this.attachments = attachments;
    }

    @GetMapping
    @Operation(summary = "List the attachments of a requisition")
    List<AttachmentView> list(@PathVariable String number, Actor actor) {
        return attachments.of(access.requisition(number, actor).number()).stream()
                .map(AttachmentView::of)
                .toList();
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Add files to an own draft or returned requisition, in parts named files; all of them or none")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<List<AttachmentView>> add(
            @PathVariable String number,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Actor actor) {
        var requisition = access.requisition(number, actor).number();
        var added = attachments.add(requisition, Uploads.of(files), actor);
        return ResponseEntity.created(URI.create("/api/v1/requisitions/" + requisition + "/attachments"))
                .body(added.stream().map(AttachmentView::of).toList());
    }

    @GetMapping("/{attachment}")
    @Operation(summary = "Read a file of a requisition")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable String attachment, Actor actor) {
        var file = attachments.content(access.requisition(number, actor).number(), attachment);
        return FileAnswer.of(
                file.attachment().name(), file.attachment().type(), file.content(), CacheControl.noStore());
    }

    @DeleteMapping("/{attachment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a file from an own draft or returned requisition")
    void remove(@PathVariable String number, @PathVariable String attachment, Actor actor) {
        attachments.remove(access.requisition(number, actor).number(), attachment, actor);
    }
}
