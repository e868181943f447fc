package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.countersign.console.StockMovements;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stock-movements")
@Tag(name = "Receiving")
class StockMovementController {

    private final StockMovements movements;

    StockMovementController(StockMovements movements) {
        this.movements = movements;
    }

    @GetMapping
    @Operation(
            summary = "How stock moved by receipts, inspections, returns and reversals, oldest first, from a time on")
    PageAnswer<StockMovements.Movement> list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant since,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String location,
            @Sortable(
                            value = {"at"},
                            byDefault = "at")
                    PageQuery page,
            Actor actor) {
        return movements.since(since == null ? Instant.EPOCH : since, item, location, page.page(), page.size(), actor);
    }
}
