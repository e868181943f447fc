package org.countersign.console.web.invoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.MatchHistory;
import org.countersign.invoicing.MatchRun;
import org.countersign.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every match of an invoice, as it was. */
@RestController
@RequestMapping("/api/v1/invoices/{id}/matches")
@Tag(name = "Invoices")
class MatchController {

    private final InvoiceManagement invoices;
    private final MatchHistory history;
    private final MatchPages pages;
    private final PageModel model;

    MatchController(InvoiceManagement invoices, MatchHistory history, MatchPages pages, PageModel model) {
        this.invoices = invoices;
        this.history = history;
        this.pages = pages;
        this.model = model;
    }

    @GetMapping
    @Operation(summary = "All matches of an invoice, the last one first")
    List<MatchHistory.Summary> all(@PathVariable String id, Actor actor) {
        return history.of(invoices.invoice(new InvoiceId(id), actor));
    }

    @GetMapping(path = "/{run}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "One match as it was: order, receipt, invoice and tolerance of each line, with its differences")
    MatchRun one(@PathVariable String id, @PathVariable int run, Actor actor) {
        return history.run(invoices.invoice(new InvoiceId(id), actor), run);
    }

    @GetMapping(path = "/{run}", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "The same on paper, in the language of Accept-Language, else of whoever asks")
    ResponseEntity<byte[]> paper(@PathVariable String id, @PathVariable int run, Actor actor, HttpServletRequest call) {
        return MatchPageController.pdf(
                id, run, pages.print(invoices.invoice(new InvoiceId(id), actor), run, model.askedFor(call)));
    }
}
