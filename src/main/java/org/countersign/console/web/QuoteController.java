package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.purchasing.QuotePolicy;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Quotes of a requisition, all together. */
@RestController
@RequestMapping("/api/v1/requisitions/{number}/quotes")
@Tag(name = "Requisitions")
class QuoteController {

    private final DocumentAccess access;
    private final RequisitionQuotes quotes;

    QuoteController(DocumentAccess access, RequisitionQuotes quotes) {
        this.access = access;
        this.quotes = quotes;
    }

    @GetMapping
    @Operation(summary = "Read the quotes of a requisition, and how many are demanded as it stands")
    Quotes read(@PathVariable String number, Actor actor) {
        return view(access.requisition(number, actor));
    }

    @PutMapping
    @Operation(summary = "Replace the quotes of an own draft or returned requisition")
    Quotes replace(@PathVariable String number, @RequestBody Written written, Actor actor) {
        var requisition = access.requisition(number, actor);
        quotes.replace(requisition.number(), written.quotes(), actor);
        return view(requisition);
    }

    private Quotes view(Requisition requisition) {
        return new Quotes(
                quotes.of(requisition.number()).stream().map(QuoteView::of).toList(),
                requisition.isEditable() ? Demanded.of(quotes.demandFor(requisition)) : null);
    }

    record Written(@Nullable List<RequisitionQuotes.Draft> quotes) {}

    /**
     * The quotes, and what is demanded.
     *
     * @param demanded null once it is submitted, and where the table gives no answer
     */
    record Quotes(List<QuoteView> quotes, @Nullable Demanded demanded) {}

    /** How many quotes are demanded, why, and by which rule of which version of the table. */
    record Demanded(int quotes, @Nullable String reason, String rule, int policyVersion) {

        static @Nullable Demanded of(QuotePolicy.@Nullable Demand demand) {
            return demand == null
                    ? null
                    : new Demanded(demand.quotes(), demand.reason(), demand.rule(), demand.version());
        }
    }
}
