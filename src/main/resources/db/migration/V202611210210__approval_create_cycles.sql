-- One round of approvals of a document; id is <document>/<cycle number>.
CREATE TABLE approval_cycles (
    id             VARCHAR(80)    NOT NULL,
    document       VARCHAR(64)    NOT NULL,
    cycle_number   INT            NOT NULL,
    kind           VARCHAR(64)    NOT NULL,
    title          VARCHAR(255)   NOT NULL,
    requester      VARCHAR(64)    NOT NULL,
    total          DECIMAL(19, 4) NOT NULL,
    currency       VARCHAR(3)     NOT NULL,
    base_amount    DECIMAL(29, 10),
    urgency        VARCHAR(64)    NOT NULL,
    facts          LONGTEXT       NOT NULL,
    policy_version INT            NOT NULL,
    failure        VARCHAR(2000),
    outcome        VARCHAR(16)    NOT NULL,
    submitted_at   DATETIME(6)    NOT NULL,
    ended_at       DATETIME(6),
    superseded     BOOLEAN        NOT NULL,
    version        BIGINT         NOT NULL,
    CONSTRAINT pk_approval_cycles PRIMARY KEY (id),
    CONSTRAINT uq_approval_cycles_document UNIQUE (document, cycle_number)
);

-- Who must not answer, beside the requester, and why.
CREATE TABLE approval_exclusions (
    cycle_id VARCHAR(80)  NOT NULL,
    user_id  VARCHAR(64)  NOT NULL,
    reason   VARCHAR(255) NOT NULL,
    CONSTRAINT pk_approval_exclusions PRIMARY KEY (cycle_id, user_id),
    CONSTRAINT fk_approval_exclusions_cycle FOREIGN KEY (cycle_id) REFERENCES approval_cycles (id)
);

-- One answer that the policy demands; id is <cycle id>/<position>.
CREATE TABLE approval_steps (
    id              VARCHAR(96)   NOT NULL,
    cycle_id        VARCHAR(80)   NOT NULL,
    step_position   INT           NOT NULL,
    step_level      INT           NOT NULL,
    demanded_role   VARCHAR(128)  NOT NULL,
    rules           VARCHAR(1000) NOT NULL,
    reason          VARCHAR(2000) NOT NULL,
    opened_at       DATETIME(6),
    assignee        VARCHAR(64),
    task_id         VARCHAR(64),
    outcome         VARCHAR(16),
    answered_by     VARCHAR(64),
    on_behalf_of    VARCHAR(64),
    answered_at     DATETIME(6),
    comment_text    VARCHAR(2000),
    reminders       INT           NOT NULL,
    reminder_index  INT           NOT NULL,
    reminder_due_at DATETIME(6),
    CONSTRAINT pk_approval_steps PRIMARY KEY (id),
    CONSTRAINT uq_approval_steps_position UNIQUE (cycle_id, step_position),
    CONSTRAINT fk_approval_steps_cycle FOREIGN KEY (cycle_id) REFERENCES approval_cycles (id)
);

CREATE INDEX ix_approval_steps_task ON approval_steps (task_id);

-- Who could answer a step when it was opened.
CREATE TABLE approval_candidates (
    step_id VARCHAR(96) NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    CONSTRAINT pk_approval_candidates PRIMARY KEY (step_id, user_id),
    CONSTRAINT fk_approval_candidates_step FOREIGN KEY (step_id) REFERENCES approval_steps (id)
);
