package org.countersign.supplier.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierMaster;
import org.countersign.supplier.SupplierQuery;
import org.countersign.supplier.SupplierStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Suppliers over REST. */
@RestController
@Tag(name = "Suppliers")
@RequestMapping("/api/v1/suppliers")
class SupplierController {

    private final SupplierMaster suppliers;

    SupplierController(SupplierMaster suppliers) {
        this.suppliers = suppliers;
    }

    @Operation(summary = "Lists suppliers")
    @GetMapping
    PageAnswer<SupplierDetails> list(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String taxId,
            @RequestParam(required = false) @Nullable SupplierStatus status,
            @RequestParam(required = false) @Nullable String country,
            @Sortable({"number", "name", "status", "currency", "city", "country"}) PageQuery page,
            Actor actor) {
        var query = new SupplierQuery(number, name, email, currency, taxId, status, country);
        return PageAnswer.of(suppliers.list(query, page.toPageable(), actor), supplier -> supplier);
    }

    @Operation(summary = "Shows a supplier")
    @GetMapping("/{number}")
    SupplierDetails one(@PathVariable String number, Actor actor) {
        return suppliers.get(number, actor);
    }

    @Operation(summary = "Adds a supplier; its number is drawn if none is given")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SupplierDetails> add(@RequestBody SupplierDetails details, Actor actor) {
        var supplier = suppliers.add(details, actor);
        return ResponseEntity.created(URI.create("/api/v1/suppliers/" + supplier.number()))
                .body(supplier);
    }

    @Operation(summary = "Shows the approval cycle that a supplier carries; empty where it carries none")
    @GetMapping("/{number}/approval-cycle")
    PartnerCycle cycle(@PathVariable String number) {
        return suppliers.cycleOf(number);
    }

    @Operation(summary = "Replaces the approval cycle that a supplier carries; an empty one takes it away")
    @PutMapping("/{number}/approval-cycle")
    PartnerCycle changeCycle(
            @PathVariable String number, @RequestBody PartnerCycle cycle, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> suppliers.cycleOf(number), () -> suppliers.changeCycle(number, cycle, actor));
    }

    @Operation(summary = "Replaces a supplier")
    @PutMapping("/{number}")
    SupplierDetails change(
            @PathVariable String number, @RequestBody SupplierDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> suppliers.get(number, actor), () -> suppliers.change(number, details, actor));
    }
}
