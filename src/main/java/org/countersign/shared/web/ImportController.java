package org.countersign.shared.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import org.countersign.shared.Actor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports of master records as CSV. */
@RestController
@Tag(name = "Imports")
@RequestMapping("/api/v1/imports")
class ImportController {

    private final MasterImports imports;
    private final long limit;

    ImportController(MasterImports imports, @Value("${countersign.imports.max-size:5MB}") DataSize limit) {
        this.imports = imports;
        this.limit = limit.toBytes();
    }

    /** The file as the body. */
    @Operation(summary = "Imports master records from CSV; a bad file changes nothing")
    @PostMapping(
            path = "/{kind}",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<ImportReport> body(@PathVariable String kind, InputStream body, Actor actor) throws IOException {
        return run(kind, body, actor);
    }

    /** The file as a part named {@code file}, as browsers send it. */
    @Operation(summary = "Imports master records from a CSV file; a bad file changes nothing")
    @PostMapping(path = "/{kind}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportReport> upload(@PathVariable String kind, @RequestPart MultipartFile file, Actor actor)
            throws IOException {
        try (var body = file.getInputStream()) {
            return run(kind, body, actor);
        }
    }

    private ResponseEntity<ImportReport> run(String kind, InputStream body, Actor actor) throws IOException {
        var file = body.readNBytes((int) limit + 1);
        if (file.length > limit) {
            throw new PayloadTooLarge(limit);
        }
        var report = imports.run(kind, file, actor);
        return ResponseEntity.status(report.refused().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .body(report);
    }
}
