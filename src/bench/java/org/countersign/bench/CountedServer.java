package org.countersign.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.countersign.CountersignApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** The product, or the bare engine, with a counter at its database: how many statements does each request send, and each job? */
public final class CountedServer {

    /** Starts it. */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean("bench.bare")) {
            BareEngine.run(arguments, CountedServer.class);
        } else {
            new SpringApplication(CountersignApplication.class, CountedServer.class).run(arguments);
        }
    }

    @Bean
    static BeanPostProcessor countedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source
                        ? ProxyDataSourceBuilder.create(source)
                                .afterQuery((execution, queries) -> Statements.sent(
                                        queries.isEmpty() ? "" : queries.get(0).getQuery()))
                                .afterMethod(call -> {
                                    if (call.getMethod().getName().equals("commit")) {
                                        Statements.committed();
                                    }
                                })
                                .build()
                        : bean;
            }
        };
    }

    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> countedRequests() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                Statements.begin(request.getMethod() + " " + request.getRequestURI());
                try {
                    chain.doFilter(request, response);
                } finally {
                    Statements.end();
                }
            }
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    static ProcessEnginePlugin countedJobs() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<CommandInterceptor> interceptors = new ArrayList<>();
                interceptors.add(new CountedJob());
                if (configuration.getCustomPreCommandInterceptorsTxRequired() != null) {
                    interceptors.addAll(configuration.getCustomPreCommandInterceptorsTxRequired());
                }
                configuration.setCustomPreCommandInterceptorsTxRequired(interceptors);
                if (configuration.getCustomPostBPMNParseListeners() == null) {
                    configuration.setCustomPostBPMNParseListeners(new ArrayList<>());
                }
                configuration.getCustomPostBPMNParseListeners().add(new NamedSteps());
            }
        };
    }

    /** A job counts from its first statement to the commit. */
    private static final class CountedJob extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof ExecuteJobsCmd || command instanceof AcquireJobsCmd) {
                Statements.begin(command instanceof AcquireJobsCmd ? "job acquisition" : "job");
                try {
                    return next.execute(command);
                } finally {
                    Statements.end();
                }
            }
            return next.execute(command);
        }
    }

    /** A job is named by the step that it carries out. */
    private static final class NamedSteps extends AbstractBpmnParseListener {

        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                    execution -> Statements.name("job " + execution.getCurrentActivityId()));
        }
    }
}
