package org.countersign.support;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.stream.Stream;
import org.countersign.shared.Group;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Who calls through {@code MockMvc}. */
public final class Caller {

    /** The doors to the pages, which tests of a single module do without. */
    private static final String OUR_PAGES = "pages";

    private static final String TOKEN = "the-token-of-the-tests";

    private Caller() {}

    /** Signs the call with this person in these groups. */
    public static RequestPostProcessor by(String name, Group... groups) {
        var ids = Arrays.stream(groups).map(Group::id).toArray(String[]::new);
        var signedIn = user(name).authorities(AuthorityUtils.createAuthorityList(ids));
        return request -> withToken(signedIn.postProcessRequest(request));
    }

    /**
     * The token that proves the call is no other page's. The tool of Spring Security's tests would replace the keeper of
     * tokens in the server that all tests share, and lock the browsers of other tests out.
     */
    private static MockHttpServletRequest withToken(MockHttpServletRequest request) {
        var server = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext());
        if (!server.containsBean(OUR_PAGES)) {
            return csrf().postProcessRequest(request);
        }
        var cookies = Stream.concat(
                Arrays.stream(request.getCookies() == null ? new Cookie[0] : request.getCookies()),
                Stream.of(new Cookie("COUNTERSIGN-CSRF", TOKEN)));
        request.setCookies(cookies.toArray(Cookie[]::new));
        request.addHeader("X-CSRF-TOKEN", TOKEN);
        return request;
    }
}
