package org.countersign.currency.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import org.countersign.currency.ExchangeRateDetails;
import org.countersign.currency.ExchangeRateMaster;
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

/** Exchange rates over REST. */
@RestController
@Tag(name = "Exchange rates")
@RequestMapping("/api/v1/exchange-rates")
class ExchangeRateController {

    private final ExchangeRateMaster rates;

    ExchangeRateController(ExchangeRateMaster rates) {
        this.rates = rates;
    }

    @Operation(summary = "Lists exchange rates, the latest first")
    @GetMapping
    PageAnswer<ExchangeRateDetails> list(
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable LocalDate date,
            @Sortable(
                            value = {"date:key.date", "currency:key.currency", "rate"},
                            byDefault = "date,desc")
                    PageQuery page) {
        return PageAnswer.of(rates.list(currency, date, page.toPageable()), ExchangeRateDetails::of);
    }

    @Operation(summary = "Shows the exchange rate of a date")
    @GetMapping("/{currency}/{date}")
    ExchangeRateDetails one(@PathVariable String currency, @PathVariable LocalDate date) {
        return ExchangeRateDetails.of(rates.get(currency, date));
    }

    @Operation(summary = "Adds an exchange rate, valid from its date on")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ExchangeRateDetails> add(@RequestBody ExchangeRateDetails details, Actor actor) {
        var rate = ExchangeRateDetails.of(rates.add(details, actor));
        return ResponseEntity.created(URI.create("/api/v1/exchange-rates/" + rate.currency() + "/" + rate.date()))
                .body(rate);
    }

    @Operation(summary = "Corrects an exchange rate")
    @PutMapping("/{currency}/{date}")
    ExchangeRateDetails correct(
            @PathVariable String currency,
            @PathVariable LocalDate date,
            @RequestBody ExchangeRateDetails details,
            Actor actor,
            IfMatch ifMatch) {
        return ifMatch.guard(
                () -> one(currency, date), () -> ExchangeRateDetails.of(rates.correct(currency, date, details, actor)));
    }
}
