package org.countersign.console.security;

import java.util.function.Supplier;
import org.countersign.approval.MailAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who follows the link of an approval's mail signs in first, unless the administrator lets such links be enough for small
 * amounts. Whoever comes with any other link without an account learns nothing but where to sign in.
 */
class AnswerLinkDoor implements AuthorizationManager<RequestAuthorizationContext> {

    private final MailAnswers answers;

    AnswerLinkDoor(MailAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("deprecation") // The only method that implementations of this version have to have.
    public @Nullable AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext context) {
        var authentication = who.get();
        var signedIn = authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
        return new AuthorizationDecision(signedIn || answers.isEnough(tokenIn(context)));
    }

    private static String tokenIn(RequestAuthorizationContext context) {
        var path = context.getRequest().getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
