package org.countersign.console.web.order;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.countersign.console.ExpectedCredits;
import org.countersign.console.page.Listing;
import org.countersign.shared.Actor;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.data.domain.PageImpl;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What suppliers still have to credit for goods that went back. */
@Controller
class ExpectedCreditPage {

    private final ExpectedCredits credits;
    private final SupplierDirectory suppliers;

    ExpectedCreditPage(ExpectedCredits credits, SupplierDirectory suppliers) {
        this.credits = credits;
        this.suppliers = suppliers;
    }

    @GetMapping("/purchase-orders/expected-credits")
    String list(
            @Sortable(
                            value = {"number"},
                            byDefault = "number")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var found = credits.all(actor, page.toPageable());
        model.addAttribute(
                "listing",
                Listing.of(new PageImpl<>(found.content(), page.toPageable(), found.totalElements()), request));
        model.addAttribute(
                "suppliers",
                suppliers.namesOf(found.content().stream()
                        .map(ExpectedCredits.Credit::supplier)
                        .distinct()
                        .toList()));
        model.addAttribute("credits", List.copyOf(found.content()));
        return "console/order/credits";
    }
}
