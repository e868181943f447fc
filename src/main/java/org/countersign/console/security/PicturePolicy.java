package org.countersign.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What a page with a process picture allows beyond the policy of all pages: just the inline styles that bpmn-js brings for
 * its mark, the note behind the mark, its layers, and what lies above them, each by its hash. No other inline style is applied there either.
 */
final class PicturePolicy implements HeaderWriter {

    private static final String HEADER = "Content-Security-Policy";
    private static final String STYLES = "style-src 'self'";
    private static final String STYLES_OF_BPMN_JS = STYLES + " 'unsafe-hashes'"
            + " 'sha256-j2t/iYgmiK/9tDIa+YLs3dUK18D+PDjuKi+KxuYXU/w='"
            + " 'sha256-CA/eh4+2R0J7cEQ14gBMtx834RIOjzMUqCM+evtrkp4='"
            + " 'sha256-AHtqGIKHiUalONG+xeO90E9yUgWLoWuygINiCuiaBnA='"
            + " 'sha256-HrvAPhJHDMpEBcplBvvwyxAYUF0koC1/uv7HLEC0aqg='"
            + " 'sha256-F1/lIJB2HC2RT+RPHwCjlrUMGQft2PdUC4nHeQ7MKsc='"
            + " 'sha256-JpvvTIK7ulxf/3oA+AUuVbO9Labs8npGWGm9X9nGIWw='"
            + " 'sha256-9OIpRRx0bq4t4s2zyqbocMNwedniLDaxLB+FlLIjNgM='"
            + " 'sha256-GAdrtwahSjGXI0UQQnfyEVtPn+wfgQxvyrjyQuByfuU='"
            + " 'sha256-OiHWqvo9dpVH2ZTYJl3A+IJzE/VCEoC16CMSpFs+v0E='";

    private final RequestMatcher pages;
    private final String policy;

    /**
     * @param pages with a process picture
     * @param policy of all pages
     */
    PicturePolicy(RequestMatcher pages, String policy) {
        this.pages = pages;
        this.policy = policy.replace(STYLES, STYLES_OF_BPMN_JS);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (pages.matches(request)) {
            response.setHeader(HEADER, policy);
        }
    }
}
