package org.countersign.console.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.countersign.approval.MailAnswers;
import org.countersign.people.Organization;
import org.countersign.shared.Group;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The doors. People sign in once, on our own page, for pages, Tasklist, Cockpit, Admin and both REST APIs; programs send
 * HTTP Basic with each call and get no session. Who may do what behind the doors is decided there: by our services, and by
 * the engine's authorizations.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String PAGES_POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'self'; object-src 'self'; frame-src 'self'";

    private final AuthenticationProvider signIn;
    private final Organization organization;
    private final AnswerLinkDoor answerLinks;
    private final Refusals refusals;
    private final Duration sessions;
    private final CsrfTokenRepository tokens = tokens();

    SecurityConfiguration(
            AuthenticationProvider signIn,
            Organization organization,
            MailAnswers answers,
            ObjectMapper json,
            @Value("${server.servlet.session.timeout}") Duration sessions) {
        this.signIn = signIn;
        this.organization = organization;
        this.answerLinks = new AnswerLinkDoor(answers);
        this.refusals = new Refusals(json);
        this.sessions = sessions;
    }

    /** Tasklist, Cockpit and Admin: session only, and the engine's own protection against forged calls. */
    /** Each request is observed as a whole; each filter and each decision beside it cost more than anybody looks at. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain engineApplications(HttpSecurity http) throws Exception {
        return common(http.securityMatcher(paths("/camunda/**", "/camunda")))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(HeadersConfigurer::disable)
                .requestCache(cache -> cache.requestCache(pagesOf("/camunda/app/**")))
                .exceptionHandling(
                        handling -> handling.defaultAuthenticationEntryPointFor(refusals, paths("/camunda/api/**"))
                                .defaultAuthenticationEntryPointFor(
                                        new LoginUrlAuthenticationEntryPoint("/sign-in"), paths("/camunda/**"))
                                .defaultAccessDeniedHandlerFor(refusals, paths("/camunda/api/**")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(paths(
                                "/camunda/app/*/*/setup/**",
                                "/camunda/api/admin/setup/**",
                                "/camunda/api/admin/auth/user/*/login/**",
                                "/camunda/api/engine/engine/*/identity/verify",
                                "/camunda/api/engine/identity/verify"))
                        .denyAll()
                        // The engine asks for the right to an application on its pages, and not behind them
                        .requestMatchers(paths("/camunda/api/cockpit/**"))
                        .hasAnyAuthority(
                                Group.OPERATIONS.id(),
                                Group.ADMINISTRATOR.id(),
                                Group.AUDITOR.id(),
                                Group.PROCESS_ANALYST.id())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Our own REST API, the engine's, and the operating figures. */
    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        return common(http.securityMatcher(
                        paths("/api/**", "/engine-rest/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**")))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals)
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::changesThroughASession))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .requestMatchers(paths("/actuator/**"))
                        .hasAnyAuthority(Group.OPERATIONS.id(), Group.ADMINISTRATOR.id())
                        .requestMatchers(paths("/engine-rest/identity/verify", "/engine-rest/engine/*/identity/verify"))
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Our own pages. A supplier comes without an account; its link is signed. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return common(http)
                .formLogin(form -> form.loginPage("/sign-in")
                        // Nothing is remembered of who could not sign in: that would be a session for each attempt
                        .failureHandler((request, response, failure) ->
                                new DefaultRedirectStrategy().sendRedirect(request, response, "/sign-in?error"))
                        .permitAll())
                .sessionManagement(session -> session.addSessionAuthenticationStrategy(pagesOf("/**")))
                .logout(out -> out.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?out")
                        .deleteCookies("JSESSIONID"))
                .requestCache(cache -> cache.requestCache(pagesOf("/**")))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(paths("/supplier/**")))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGES_POLICY))
                        .addHeaderWriter(new PicturePolicy(
                                paths(
                                        "/purchase-orders/*",
                                        "/requisitions/*",
                                        "/invoices/*",
                                        "/models/*",
                                        "/models/*/*",
                                        "/models/*/*/*",
                                        "/models/*/migrations/*/**"),
                                PAGES_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(paths(
                                        "/sign-in",
                                        "/assets/**",
                                        "/webjars/bootstrap/**",
                                        "/webjars/bootstrap-icons/**",
                                        "/language",
                                        "/supplier/orders/**",
                                        "/supplier/invoice-questions/**",
                                        "/error",
                                        "/favicon.ico"))
                                .permitAll()
                                .requestMatchers(paths("/answers/*"))
                                .access(answerLinks)
                                .anyRequest()
                                .authenticated())
                .build();
    }

    private HttpSecurity common(HttpSecurity http) throws Exception {
        return http.authenticationProvider(signIn)
                .securityContext(
                        context -> context.securityContextRepository(new HttpSessionSecurityContextRepository()))
                .addFilterBefore(new FreshRightsFilter(organization), AuthorizationFilter.class);
    }

    /** A call that changes something and is trusted because of its cookie, which a browser sends for anybody's page. */
    private static boolean changesThroughASession(HttpServletRequest request) {
        var session = request.getSession(false);
        return !READING.contains(request.getMethod())
                && session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    private static CsrfTokenRepository tokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("COUNTERSIGN-CSRF");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /** Remembers where somebody wanted to go, if that was a page and no picture, script or call. */
    private VisitorSessions pagesOf(String pattern) {
        RequestMatcher page = request -> {
            var accepted = request.getHeader(HttpHeaders.ACCEPT);
            return accepted != null && accepted.contains("text/html");
        };
        var cache = new VisitorSessions(sessions);
        cache.setRequestMatcher(
                new AndRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, pattern), page));
        return cache;
    }

    /** Paths below the server's root, whichever servlet answers there. */
    private static RequestMatcher paths(String... patterns) {
        var builder = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                Arrays.stream(patterns).<RequestMatcher>map(builder::matcher).toList());
    }
}
