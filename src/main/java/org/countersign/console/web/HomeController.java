package org.countersign.console.web;

import java.time.Clock;
import org.countersign.console.page.PageModel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in. */
@Controller
class HomeController {

    private final PageModel pages;
    private final Clock clock;

    HomeController(PageModel pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("greeting", greeting());
        return "console/home";
    }

    private String greeting() {
        var hour = clock.instant().atZone(pages.words().zone()).getHour();
        if (hour < 5 || hour >= 18) {
            return "home.evening";
        }
        return hour < 12 ? "home.morning" : "home.afternoon";
    }
}
