package org.countersign.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.console.PurchasingFigures;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Purchasing from a distance, as charts and as the tables behind them. */
@Controller
class FiguresController {

    private final PurchasingFigures figures;
    private final PageModel pages;
    private final ObjectMapper json;

    FiguresController(PurchasingFigures figures, PageModel pages, ObjectMapper json) {
        this.figures = figures;
        this.pages = pages;
        this.json = json;
    }

    @GetMapping("/figures")
    String show(Actor actor, Model model) throws JsonProcessingException {
        var now = figures.figures(actor);
        var say = pages.words();
        model.addAttribute("figures", now);
        model.addAttribute(
                "months",
                now.months().stream().map(month -> label(month, say.language())).toList());
        model.addAttribute(
                "monthsChart",
                chart(
                        now.months().stream()
                                .map(month -> label(month, say.language()))
                                .toList(),
                        now.months().stream()
                                .map(month -> month.ordered().amount())
                                .toList()));
        model.addAttribute(
                "suppliersChart",
                chart(
                        now.suppliers().stream()
                                .map(PurchasingFigures.SupplierShare::name)
                                .toList(),
                        now.suppliers().stream()
                                .map(share -> share.ordered().amount())
                                .toList()));
        model.addAttribute(
                "statusesChart",
                chart(
                        now.statuses().keySet().stream()
                                .map(status -> say.text("orderStatus." + status))
                                .toList(),
                        List.copyOf(now.statuses().values())));
        model.addAttribute("approvalTime", approvalTime(now, say));
        return "console/figures";
    }

    private static String label(PurchasingFigures.Month month, Locale language) {
        return DateTimeFormatter.ofPattern("LLL uuuu", language).format(month.month());
    }

    private static String approvalTime(PurchasingFigures.Figures now, Words say) {
        var hours = now.approvalHours();
        if (hours == null) {
            return Words.NOTHING;
        }
        if (hours.signum() == 0) {
            return say.text("figures.soon");
        }
        return hours.intValue() < 48
                ? say.text("figures.hours", say.number(hours))
                : say.text("figures.days", say.number(hours.intValue() / 24));
    }

    private String chart(List<String> labels, List<? extends Number> values) throws JsonProcessingException {
        return json.writeValueAsString(Map.of(
                "labels",
                labels,
                "values",
                values.stream().map(Number::doubleValue).toList()));
    }
}
