package org.countersign.support;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Clock, mailbox and sign-in as they are before every test. */
class FreshStart implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        var context = context(test);
        context.getBean(TestClock.class).reset();
        context.getBean(Mailbox.class).clear();
        var engine = context.getBean(ProcessEngine.class);
        engine.getIdentityService().clearAuthentication();
        // The engine's REST and web applications ask for the engine of this name, and find the one that started last.
        ProcessEngines.registerProcessEngine(engine);
        BpmnAwareTests.init(engine);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context(test).getBean(ProcessEngine.class).getIdentityService().clearAuthentication();
        BpmnAwareTests.reset();
        ClockUtil.reset();
    }

    private static ApplicationContext context(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test);
    }
}
