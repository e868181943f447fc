package org.countersign.console.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which people sign in, for everything. */
@Controller
class SignInController {

    private final DemoAccounts accounts;

    SignInController(DemoAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, Model model) {
        if (request.getUserPrincipal() != null) {
            return "redirect:/";
        }
        model.addAttribute("accounts", accounts.all());
        model.addAttribute("failed", request.getParameter("error") != null);
        model.addAttribute("left", request.getParameter("out") != null);
        return "console/sign-in";
    }
}
