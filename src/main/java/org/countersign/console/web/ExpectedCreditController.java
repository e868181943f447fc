package org.countersign.console.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import org.countersign.console.ExpectedCredits;
import org.countersign.shared.Actor;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/expected-credits")
@Tag(name = "Receiving")
class ExpectedCreditController {

    private final ExpectedCredits credits;

    ExpectedCreditController(ExpectedCredits credits) {
        this.credits = credits;
    }

    @GetMapping
    @Operation(
            summary =
                    "Credits that suppliers owe for goods that went back after they were invoiced; pages count orders")
    PageAnswer<CreditView> list(
            @Sortable(
                            value = {"number"},
                            byDefault = "number")
                    PageQuery page,
            Actor actor) {
        var found = credits.all(actor, page.toPageable());
        return new PageAnswer<>(
                found.content().stream().map(CreditView::of).toList(),
                found.page(),
                found.size(),
                found.totalElements());
    }

    record CreditView(
            String purchaseOrder,
            String supplier,
            int line,
            String description,
            BigDecimal quantity,
            String unit,
            BigDecimal netAmount,
            String currency,
            @Nullable Instant since,
            @Nullable String goodsReturn,
            boolean late) {

        static CreditView of(ExpectedCredits.Credit credit) {
            return new CreditView(
                    credit.purchaseOrder(),
                    credit.supplier(),
                    credit.line(),
                    credit.description(),
                    Decimals.plain(credit.quantity().quantity()),
                    credit.quantity().unit(),
                    credit.amount().amount(),
                    credit.amount().currency().getCurrencyCode(),
                    credit.since(),
                    credit.goodsReturn(),
                    credit.late());
        }
    }
}
