package org.countersign.catalog.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.catalog.ItemDetails;
import org.countersign.catalog.ItemMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.IfMatch;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
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

/** Items over REST. */
@RestController
@Tag(name = "Items")
@RequestMapping("/api/v1/items")
class ItemController {

    private final ItemMaster items;

    ItemController(ItemMaster items) {
        this.items = items;
    }

    @Operation(summary = "Lists items")
    @GetMapping
    PageAnswer<ItemDetails> list(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String supplier,
            @RequestParam(required = false) @Nullable String supplierItem,
            @RequestParam(required = false) @Nullable String gtin,
            @RequestParam(required = false) @Nullable String contract,
            @Sortable({"number", "name", "category", "price", "supplier"}) PageQuery page) {
        return PageAnswer.of(
                items.list(
                        new ItemDetails(
                                number, name, category, unit, null, currency, supplier, supplierItem, gtin, contract),
                        page.toPageable()),
                ItemDetails::of);
    }

    @Operation(summary = "Shows an item")
    @GetMapping("/{number}")
    ItemDetails one(@PathVariable String number) {
        return ItemDetails.of(items.get(number));
    }

    @Operation(summary = "Adds an item")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ItemDetails> add(@RequestBody ItemDetails details, Actor actor) {
        var item = ItemDetails.of(items.add(details, actor));
        return ResponseEntity.created(URI.create("/api/v1/items/" + item.number()))
                .body(item);
    }

    @Operation(summary = "Replaces an item")
    @PutMapping("/{number}")
    ItemDetails change(@PathVariable String number, @RequestBody ItemDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> one(number), () -> ItemDetails.of(items.change(number, details, actor)));
    }
}
