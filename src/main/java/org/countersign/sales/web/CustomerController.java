package org.countersign.sales.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.countersign.sales.CustomerDetails;
import org.countersign.sales.CustomerMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.PartnerCycle;
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

/** Customers over REST. */
@RestController
@Tag(name = "Customers")
@RequestMapping("/api/v1/customers")
class CustomerController {

    private final CustomerMaster customers;

    CustomerController(CustomerMaster customers) {
        this.customers = customers;
    }

    @Operation(summary = "Lists customers")
    @GetMapping
    PageAnswer<CustomerDetails> list(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String name,
            @Sortable({"number", "name"}) PageQuery page,
            Actor actor) {
        return PageAnswer.of(customers.list(number, name, page.toPageable(), actor), customer -> customer);
    }

    @Operation(summary = "Shows a customer")
    @GetMapping("/{number}")
    CustomerDetails one(@PathVariable String number, Actor actor) {
        return customers.get(number, actor);
    }

    @Operation(summary = "Adds a customer; its number is drawn if none is given")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CustomerDetails> add(@RequestBody CustomerDetails details, Actor actor) {
        var customer = customers.add(details, actor);
        return ResponseEntity.created(URI.create("/api/v1/customers/" + customer.number()))
                .body(customer);
    }

    @Operation(summary = "Replaces a customer; its approval cycle stays")
    @PutMapping("/{number}")
    CustomerDetails change(
            @PathVariable String number, @RequestBody CustomerDetails details, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> customers.get(number, actor), () -> customers.change(number, details, actor));
    }

    @Operation(summary = "Shows the approval cycle that a customer carries; empty where it carries none")
    @GetMapping("/{number}/approval-cycle")
    PartnerCycle cycle(@PathVariable String number, Actor actor) {
        return customers.cycleOf(number, actor);
    }

    @Operation(summary = "Replaces the approval cycle that a customer carries; an empty one takes it away")
    @PutMapping("/{number}/approval-cycle")
    PartnerCycle changeCycle(
            @PathVariable String number, @RequestBody PartnerCycle cycle, Actor actor, IfMatch ifMatch) {
        return ifMatch.guard(() -> customers.cycleOf(number, actor), () -> customers.changeCycle(number, cycle, actor));
    }
}
