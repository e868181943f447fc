package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.receiving.AdvisedLine;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Receiving")
class DespatchAdviceController {

    private final DespatchAnnouncements announcements;
    private final DocumentAccess access;

    DespatchAdviceController(DespatchAnnouncements announcements, DocumentAccess access) {
        this.announcements = announcements;
        this.access = access;
    }

    @PostMapping(
            path = "/despatch-advices",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    @Operation(
            summary = "Announce a delivery by a UBL 2.x Despatch Advice, kept byte for byte; the same one again answers"
                    + " 200")
    @ApiResponse(responseCode = "201", description = "Announced", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It was announced before", useReturnTypeSchema = true)
    ResponseEntity<List<AdviceView>> announce(@RequestBody byte[] body, Actor actor) {
        var announced = announcements.announce(body, actor);
        return ResponseEntity.status(announced.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(announced.advices().stream()
                        .map(advice -> view(advice, access.order(advice.purchaseOrder(), actor)))
                        .toList());
    }

    @GetMapping("/purchase-orders/{number}/despatch-advices")
    @Operation(summary = "What was announced for an order, beside what is open of it now")
    List<AdviceView> of(@PathVariable String number, Actor actor) {
        var order = access.order(number, actor);
        return announcements.of(order).stream()
                .map(advice -> view(advice, order))
                .toList();
    }

    @GetMapping("/despatch-advices/{id}/original")
    @Operation(summary = "The despatch advice exactly as received")
    ResponseEntity<byte[]> original(@PathVariable String id, Actor actor) {
        var advice = announcements.advice(id);
        access.order(advice.purchaseOrder(), actor);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".xml\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(announcements.original(id));
    }

    private AdviceView view(DespatchAdvice advice, PurchaseOrder order) {
        return new AdviceView(
                advice.id(),
                advice.number(),
                advice.purchaseOrder(),
                advice.sender(),
                advice.issued(),
                advice.expected(),
                advice.receivedAt(),
                announcements.compare(advice, order).stream().map(LineView::of).toList());
    }

    record AdviceView(
            String id,
            String number,
            String purchaseOrder,
            @Nullable String sender,
            @Nullable LocalDate issued,
            @Nullable LocalDate expected,
            Instant receivedAt,
            List<LineView> lines) {}

    record LineView(
            @Nullable Integer orderLine,
            @Nullable String item,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable String lot,
            List<String> serialNumbers,
            AdvisedLine.Difference difference,
            @Nullable BigDecimal by,
            @Nullable String byUnit) {

        static LineView of(AdvisedLine compared) {
            var line = compared.line();
            var by = compared.by();
            return new LineView(
                    compared.orderLine(),
                    line == null ? null : line.item(),
                    line == null ? null : line.description(),
                    line == null ? null : Decimals.plain(line.quantity()),
                    line == null ? null : line.unit(),
                    line == null ? null : line.lot(),
                    line == null ? List.of() : line.serialNumbers(),
                    compared.difference(),
                    by == null ? null : Decimals.plain(by.quantity()),
                    by == null ? null : by.unit());
        }
    }
}
