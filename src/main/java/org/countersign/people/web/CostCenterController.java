package org.countersign.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.people.CostCenterDetails;
import org.countersign.people.CostCenterMaster;
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

/** Cost centres over REST. */
@RestController
@Tag(name = "Cost centres")
@RequestMapping("/api/v1/cost-centers")
class CostCenterController {

    private final CostCenterMaster costCenters;

    CostCenterController(CostCenterMaster costCenters) {
        this.costCenters = costCenters;
    }

    @Operation(summary = "Lists cost centres")
    @GetMapping
    PageAnswer<CostCenterDetails> list(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String owner,
            @Sortable({"code", "name", "department", "owner"}) PageQuery page) {
        return PageAnswer.of(
                costCenters.list(new CostCenterDetails(code, name, department, owner), page.toPageable()),
                CostCenterDetails::of);
    }

    @Operation(summary = "Shows a cost centre")
    @GetMapping("/{code}")
    CostCenterDetails one(@PathVariable String code) {
        return CostCenterDetails.of(costCenters.get(code));
    }

    @Operation(summary = "Adds a cost centre")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CostCenterDetails> add(@RequestBody CostCenterDetails details, Actor actor) {
        var costCenter = CostCenterDetails.of(costCenters.add(details, actor));
        return ResponseEntity.created(URI.create("/api/v1/cost-centers/" + costCenter.code()))
                .body(costCenter);
    }

    @Operation(summary = "Replaces a cost centre")
    @PutMapping("/{code}")
    CostCenterDetails change(
            @PathVariable String code, @RequestBody CostCenterDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> one(code), () -> CostCenterDetails.of(costCenters.change(code, details, actor)));
    }
}
