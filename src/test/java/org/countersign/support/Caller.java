package org.countersign.support;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Arrays;
import org.countersign.shared.Group;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who calls through {@code MockMvc}. */
public final class Caller {

    private Caller() {}

    /** Signs the call with this person in these groups. */
    public static RequestPostProcessor by(String name, Group... groups) {
        var ids = Arrays.stream(groups).map(Group::id).toArray(String[]::new);
        var signedIn = user(name).authorities(AuthorityUtils.createAuthorityList(ids));
        return request -> csrf().postProcessRequest(signedIn.postProcessRequest(request));
    }
}
