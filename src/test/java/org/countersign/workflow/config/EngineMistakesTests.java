package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls of the engine's REST in which the caller is mistaken, by people with every right there is. */
@CountersignTest
class EngineMistakesTests {

    private static final String LONG = "x".repeat(5000);

    private static final List<String> TYPES = List.of(
            "{'value': 'abc', 'type': 'Integer'}",
            "{'value': 'abc', 'type': 'Date'}",
            "{'value': 'abc', 'type': 'Boolean'}",
            "{'value': 'abc', 'type': 'Nothing'}",
            "{'value': {'a': 1}, 'type': 'String'}",
            "{'value': {'a': 1}}",
            "{'value': ['a']}",
            "{'value': 'not json', 'type': 'Json'}",
            "{'value': '<not xml', 'type': 'Xml'}",
            "{'value': 'abc', 'type': 'Object'}",
            "{'value': 'abc', 'type': 'Object', 'valueInfo': {'objectTypeName': 'no.such.Type',"
                    + " 'serializationDataFormat': 'application/json'}}",
            "{'value': 'abc', 'type': 'Object', 'valueInfo': {'objectTypeName': 'java.lang.String',"
                    + " 'serializationDataFormat': 'application/nothing'}}",
            "{'value': 'rO0ABQ==', 'type': 'Object', 'valueInfo': {'objectTypeName': 'java.lang.String',"
                    + " 'serializationDataFormat': 'application/x-java-serialized-object'}}",
            "{'value': '###', 'type': 'Bytes'}",
            "{'value': '###', 'type': 'File'}",
            "{'value': '" + LONG + "', 'type': 'String'}",
            "'abc'",
            "5",
            "[]",
            "null");

    private static final String CALLS = """
        GET /task?sortBy=nothing&sortOrder=asc
        GET /task?sortBy=name
        GET /task?firstResult=abc
        GET /task?maxResults=-1
        GET /task?firstResult=-5
        GET /task?dueBefore=yesterday
        GET /task?taskVariables=a
        GET /task?taskVariables=a_what_c
        GET /task?priority=abc
        GET /task?suspended=perhaps
        GET /task?delegationState=NOTHING
        POST /task {'sorting': [{'sortBy': 'nothing', 'sortOrder': 'asc'}]}
        POST /task {'sorting': [{'sortBy': 'taskVariable', 'sortOrder': 'asc'}]}
        POST /task {'sorting': [{'sortBy': 'taskVariable', 'sortOrder': 'asc', 'parameters': {'variable': 'a', 'type': 'Nothing'}}]}
        POST /task {'priority': 'abc'}
        POST /task {'dueDate': 'yesterday'}
        POST /task {'taskVariables': [{'name': 'a', 'operator': 'what', 'value': 1}]}
        POST /task {'taskVariables': [{'name': 'a', 'operator': 'like', 'value': 1}]}
        POST /task {'taskVariables': [{'name': 'a', 'operator': 'gt', 'value': null}]}
        POST /task {'taskVariables': [{'name': 'a', 'operator': 'eq', 'value': {'b': 1}}]}
        POST /task {'orQueries': [{'orQueries': [{}]}]}
        POST /task {'assigneeExpression': '${x}'}
        POST /task {'candidateGroup': 'a', 'candidateUser': 'b'}
        POST /task {'nothing': 1}
        POST /task []
        POST /task 'text'
        POST /task not json
        POST /task/count {'assigneeIn': 'abc'}
        GET /task/unknown
        GET /task/unknown/form
        GET /task/unknown/form-variables
        GET /task/unknown/rendered-form
        GET /task/unknown/deployed-form
        GET /task/unknown/variables
        GET /task/unknown/localVariables/x
        GET /task/unknown/identity-links
        GET /task/unknown/comment
        GET /task/unknown/attachment
        POST /task/unknown/complete {}
        POST /task/unknown/submit-form {}
        POST /task/unknown/claim {'userId': 'mis-boss'}
        POST /task/unknown/unclaim
        POST /task/unknown/resolve {}
        POST /task/unknown/assignee {'userId': 'mis-boss'}
        POST /task/unknown/delegate {'userId': 'mis-boss'}
        POST /task/unknown/comment/create {'message': 'x'}
        POST /task/unknown/bpmnError {'errorCode': 'x'}
        PUT /task/unknown/localVariables/x {'value': 1}
        PUT /task/unknown {'name': 'x'}
        DELETE /task/unknown
        POST /task/create {'id': '{task}', 'name': 'x'}
        POST /task/create {'parentTaskId': 'unknown'}
        POST /task/create {'delegationState': 'NOTHING'}
        POST /task/{task}/complete not json
        POST /task/{task}/complete []
        POST /task/{task}/complete 'text'
        POST /task/{task}/complete {'variables': 'text'}
        POST /task/{task}/complete {'variables': []}
        POST /task/{task}/complete {'variables': {'': {'value': 'a'}}}
        POST /task/{task}/complete {'variables': {'%LONG%': {'value': 'a'}}}
        POST /task/{task}/complete {'nothing': 1}
        POST /task/{task}/complete {'withVariablesInReturn': 'maybe'}
        POST /task/{task}/claim {}
        POST /task/{task}/claim {'userId': 5}
        POST /task/{task}/claim {'userId': '%LONG%'}
        POST /task/{task}/claim
        POST /task/{task}/assignee
        POST /task/{task}/assignee {'userId': '%LONG%'}
        POST /task/{task}/delegate {}
        POST /task/{task}/delegate
        POST /task/{task}/resolve
        POST /task/{task}/bpmnError {}
        POST /task/{task}/bpmnError
        POST /task/{task}/bpmnError {'errorCode': 5}
        POST /task/{task}/bpmnError {'errorCode': 'x', 'variables': {'a': {'type': 'Nothing', 'value': 1}}}
        POST /task/{task}/bpmnEscalation {}
        POST /task/{task}/bpmnEscalation
        POST /task/{task}/comment/create {}
        POST /task/{task}/comment/create {'message': '%LONG%'}
        POST /task/{task}/comment/create
        POST /task/{task}/identity-links {}
        POST /task/{task}/identity-links {'userId': 'a', 'groupId': 'b', 'type': 'candidate'}
        POST /task/{task}/identity-links {'type': 'candidate'}
        POST /task/{task}/identity-links/delete {}
        POST /task/{task}/identity-links
        PUT /task/{task} {'due': 'yesterday'}
        PUT /task/{task} {'delegationState': 'NOTHING'}
        PUT /task/{task} {'priority': 'abc'}
        PUT /task/{task}
        POST /task/{task}/localVariables {'modifications': []}
        POST /task/{task}/localVariables {'modifications': {'a': {'type': 'Nothing'}}}
        POST /task/{task}/localVariables
        GET /task/{task}/variables/unknown
        GET /task/{task}/localVariables/unknown/data
        GET /task/{task}/form-variables?variableNames=a&deserializeValues=maybe
        GET /task/{task}/attachment/unknown
        GET /task/{task}/attachment/unknown/data
        GET /task/{task}/comment/unknown
        GET /process-instance?sortBy=nothing&sortOrder=asc
        GET /process-instance?variables=a_what_b
        GET /process-instance?activityIdIn=&maxResults=abc
        POST /process-instance {'variables': [{'name': 'a', 'operator': 'what', 'value': 1}]}
        POST /process-instance {'orQueries': [{'orQueries': [{}]}]}
        POST /process-instance {'sorting': [{'sortBy': 'nothing'}]}
        GET /process-instance/unknown
        GET /process-instance/unknown/variables
        GET /process-instance/unknown/variables/x
        GET /process-instance/unknown/activity-instances
        GET /process-instance/{instance}/variables/unknown
        GET /process-instance/{instance}/variables/unknown/data
        DELETE /process-instance/unknown
        PUT /process-instance/unknown/variables/x {'value': 1}
        POST /process-instance/unknown/variables {'modifications': {'a': {'value': 1}}}
        POST /process-instance/{instance}/variables
        POST /process-instance/{instance}/variables {'modifications': []}
        POST /process-instance/{instance}/variables {'modifications': {'a': {'type': 'Nothing', 'value': 1}}}
        POST /process-instance/{instance}/variables {'deletions': 'a'}
        PUT /process-instance/{instance}/variables/%LONG% {'value': 1}
        PUT /process-instance/{instance}/variables/x
        PUT /process-instance/{instance}/suspended {}
        PUT /process-instance/{instance}/suspended {'suspended': 'maybe'}
        PUT /process-instance/{instance}/suspended
        PUT /process-instance/unknown/suspended {'suspended': true}
        PUT /process-instance/suspended {}
        PUT /process-instance/suspended {'suspended': true}
        PUT /process-instance/suspended {'suspended': true, 'processDefinitionKey': 'unknown', 'processDefinitionId': 'unknown'}
        PUT /process-instance/suspended {'suspended': true, 'processInstanceIds': ['unknown']}
        PUT /process-instance/suspended-async {'suspended': true}
        POST /process-instance/delete {}
        POST /process-instance/delete {'processInstanceIds': 'unknown'}
        POST /process-instance/job-retries {}
        POST /process-instance/job-retries {'processInstances': ['{instance}'], 'retries': -1}
        POST /process-instance/variables-async {}
        POST /process-instance/variables-async {'processInstanceIds': ['{instance}']}
        POST /process-instance/message-async {}
        POST /process-instance/message-async {'messageName': 'x'}
        POST /process-instance/{instance}/modification
        POST /process-instance/{instance}/modification {}
        POST /process-instance/{instance}/modification {'instructions': []}
        POST /process-instance/{instance}/modification {'instructions': [{}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startBeforeActivity'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startAfterActivity', 'activityId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startAfterActivity', 'activityId': 'event_documentApproved'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startTransition', 'transitionId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'cancel'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'cancel', 'activityId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'cancel', 'activityInstanceId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'cancel', 'transitionInstanceId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'userTask_approve', 'ancestorActivityInstanceId': 'nothing'}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'userTask_approve', 'variables': {'a': {'type': 'Nothing', 'value': 1}}}]}
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'userTask_approve'}]}
        POST /process-instance/{instance}/modification {'instructions': 'text'}
        POST /process-instance/unknown/modification {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'userTask_approve'}]}
        POST /process-instance/unknown/modification-async {'instructions': [{'type': 'startBeforeActivity', 'activityId': 'userTask_approve'}]}
        POST /process-instance/unknown/modification {'instructions': [{'type': 'cancel', 'activityId': 'userTask_approve'}]}
        POST /modification/execute
        POST /modification/execute {}
        POST /modification/execute {'processDefinitionId': 'unknown', 'processInstanceIds': ['{instance}'], 'instructions': [{'type': 'startAfterActivity', 'activityId': 'userTask_approve'}]}
        POST /modification/execute {'processDefinitionId': '{definition}', 'processInstanceIds': ['unknown'], 'instructions': [{'type': 'startAfterActivity', 'activityId': 'userTask_approve'}]}
        POST /modification/execute {'processDefinitionId': '{definition}', 'processInstanceIds': ['{instance}'], 'instructions': [{'type': 'startAfterActivity', 'activityId': 'nothing'}]}
        POST /modification/execute {'processDefinitionId': '{definition}', 'processInstanceIds': ['{instance}'], 'instructions': [{'type': 'nothing'}]}
        POST /modification/execute {'processDefinitionId': '{definition}', 'processInstanceIds': [], 'instructions': []}
        POST /modification/executeAsync {'processDefinitionId': 'unknown'}
        POST /message
        POST /message {}
        POST /message {'messageName': ''}
        POST /message {'messageName': 'nothing'}
        POST /message {'messageName': 'nothing', 'all': 'maybe'}
        POST /message {'messageName': 'nothing', 'processInstanceId': 'unknown'}
        POST /message {'messageName': 'nothing', 'correlationKeys': {'a': {'type': 'Nothing', 'value': 1}}}
        POST /message {'messageName': 'nothing', 'correlationKeys': {'a': {'value': {'b': 1}}}}
        POST /message {'messageName': 'nothing', 'processVariables': {'a': {'type': 'Integer', 'value': 'abc'}}}
        POST /message {'messageName': 'nothing', 'tenantId': 'a', 'withoutTenantId': true}
        POST /message {'messageName': 'nothing', 'processInstanceId': '{instance}', 'tenantId': 'a'}
        POST /message {'messageName': 'document-approval.approvers-changed'}
        POST /message {'messageName': 'document-approval.approvers-changed', 'businessKey': 'unknown'}
        POST /message {'messageName': 'document-approval.approvers-changed', 'resultEnabled': true, 'businessKey': 'unknown'}
        POST /message {'messageName': 'document-approval.approvers-changed', 'variablesInResultEnabled': true}
        POST /message []
        POST /signal
        POST /signal {}
        POST /signal {'name': 'nothing'}
        POST /signal {'name': 'nothing', 'executionId': 'unknown'}
        POST /signal {'name': 'nothing', 'variables': {'a': {'type': 'Nothing', 'value': 1}}}
        POST /signal {'name': 'nothing', 'tenantId': 'a', 'withoutTenantId': true}
        POST /condition {}
        POST /condition
        POST /condition {'variables': {}}
        POST /condition {'variables': {'a': {'value': 1}}, 'processDefinitionId': 'unknown'}
        POST /condition {'variables': {'a': {'type': 'Nothing', 'value': 1}}}
        GET /execution/unknown
        GET /execution/unknown/localVariables
        GET /execution?sortBy=nothing&sortOrder=asc
        GET /execution/{execution}/messageSubscriptions/nothing
        POST /execution/{execution}/messageSubscriptions/nothing/trigger {}
        POST /execution/{execution}/signal {}
        POST /execution/{execution}/signal {'variables': {'a': {'type': 'Nothing', 'value': 1}}}
        POST /execution/unknown/signal {}
        POST /execution/unknown/signal
        POST /execution/unknown/messageSubscriptions/nothing/trigger {}
        POST /execution/{execution}/create-incident {}
        POST /execution/unknown/create-incident {'incidentType': 'x'}
        PUT /execution/unknown/localVariables/x {'value': 1}
        POST /execution/unknown/localVariables {'modifications': {}}
        GET /job/unknown
        GET /job/unknown/stacktrace
        GET /job?dueDates=abc
        GET /job?dueDates=gt_abc
        GET /job?sortBy=nothing&sortOrder=asc
        GET /job?retries=abc
        POST /job {'dueDates': [{'operator': 'what', 'value': 'x'}]}
        POST /job {'priorityHigherThanOrEquals': 'abc'}
        POST /job/unknown/execute
        POST /job/unknown/duedate/recalculate
        PUT /job/unknown/retries {'retries': 1}
        PUT /job/unknown/duedate {'duedate': '2026-01-01T00:00:00.000+0000'}
        PUT /job/unknown/priority {'priority': 1}
        PUT /job/unknown/suspended {'suspended': true}
        DELETE /job/unknown
        PUT /job/{job}/retries
        PUT /job/{job}/retries {}
        PUT /job/{job}/retries {'retries': -1}
        PUT /job/{job}/retries {'retries': 'abc'}
        PUT /job/{job}/duedate
        PUT /job/{job}/duedate {'duedate': 'yesterday'}
        PUT /job/{job}/suspended {}
        PUT /job/{job}/suspended
        PUT /job/{job}/priority {}
        PUT /job/{job}/priority {'priority': 'abc'}
        POST /job/retries {}
        POST /job/retries {'jobIds': ['{job}'], 'retries': -1}
        PUT /job/retries {}
        PUT /job/suspended {}
        PUT /job/suspended {'suspended': true}
        PUT /job-definition/unknown/retries {'retries': 1}
        PUT /job-definition/unknown/suspended {'suspended': true}
        PUT /job-definition/unknown/jobPriority {'priority': 1}
        GET /job-definition/unknown
        GET /incident/unknown
        DELETE /incident/unknown
        PUT /incident/unknown/annotation {'annotation': 'x'}
        DELETE /incident/unknown/annotation
        GET /incident?sortBy=nothing&sortOrder=asc
        GET /incident?incidentTimestampBefore=abc
        GET /external-task/unknown
        POST /external-task/fetchAndLock
        POST /external-task/fetchAndLock {}
        POST /external-task/fetchAndLock {'workerId': 'w', 'maxTasks': 1}
        POST /external-task/fetchAndLock {'workerId': 'w', 'maxTasks': 1, 'topics': [{'topicName': 'a'}]}
        POST /external-task/fetchAndLock {'workerId': 'w', 'maxTasks': 1, 'topics': [{'topicName': 'a', 'lockDuration': -1}]}
        POST /external-task/fetchAndLock {'workerId': 'w', 'maxTasks': 1, 'asyncResponseTimeout': -1, 'topics': []}
        POST /external-task/unknown/complete {'workerId': 'w'}
        POST /external-task/unknown/failure {'workerId': 'w'}
        POST /external-task/unknown/bpmnError {'workerId': 'w', 'errorCode': 'x'}
        POST /external-task/unknown/extendLock {'workerId': 'w', 'newDuration': 1}
        POST /external-task/unknown/unlock
        PUT /external-task/unknown/retries {'retries': 1}
        PUT /external-task/unknown/priority {'priority': 1}
        GET /history/process-instance/unknown
        GET /history/process-instance?sortBy=nothing&sortOrder=asc
        GET /history/process-instance?startedBefore=abc
        GET /history/process-instance?variables=a_what_b
        GET /history/process-instance/report?reportType=nothing
        GET /history/process-instance/report?reportType=duration&periodUnit=nothing
        POST /history/process-instance {'sorting': [{'sortBy': 'nothing'}]}
        POST /history/process-instance {'executedActivityIdIn': 'abc'}
        DELETE /history/process-instance/unknown
        DELETE /history/process-instance/{instance}
        POST /history/process-instance/delete {}
        POST /history/process-instance/delete {'historicProcessInstanceIds': ['unknown']}
        POST /history/process-instance/set-removal-time {}
        POST /history/process-instance/set-removal-time {'absoluteRemovalTime': 'abc'}
        POST /history/process-instance/set-removal-time {'calculatedRemovalTime': true}
        DELETE /history/process-instance/unknown/variable-instances
        GET /history/variable-instance/unknown
        GET /history/variable-instance/unknown/data
        DELETE /history/variable-instance/unknown
        GET /history/variable-instance?variableValue=abc
        GET /history/variable-instance?sortBy=nothing&sortOrder=asc
        GET /history/activity-instance?finishedBefore=abc
        GET /history/activity-instance/unknown
        GET /history/task?sortBy=nothing&sortOrder=asc
        GET /history/task?taskVariables=a_what_b
        POST /history/task {'orQueries': [{'orQueries': [{}]}]}
        GET /history/task/report?reportType=nothing
        GET /history/detail/unknown
        GET /history/detail?sortBy=nothing&sortOrder=asc
        GET /history/job-log/unknown
        GET /history/job-log/unknown/stacktrace
        GET /history/incident?sortBy=nothing&sortOrder=asc
        GET /history/decision-instance/unknown
        GET /history/decision-instance?sortBy=nothing&sortOrder=asc
        GET /history/decision-instance?evaluatedBefore=abc
        POST /history/decision-instance/delete {}
        POST /history/decision-instance/set-removal-time {}
        GET /history/batch/unknown
        DELETE /history/batch/unknown
        POST /history/batch/set-removal-time {}
        GET /history/user-operation?sortBy=nothing&sortOrder=asc
        PUT /history/user-operation/unknown/set-annotation {'annotation': 'x'}
        GET /history/identity-link-log?sortBy=nothing&sortOrder=asc
        GET /history/external-task-log/unknown
        GET /history/cleanup/configuration
        GET /history/process-definition/unknown/statistics
        GET /history/process-definition/{definition}/statistics?sortBy=nothing&sortOrder=asc
        GET /history/process-definition/cleanable-process-instance-report?sortBy=nothing&sortOrder=asc
        GET /history/decision-requirements-definition/unknown/statistics
        GET /process-definition/unknown
        GET /process-definition/unknown/xml
        GET /process-definition/unknown/diagram
        GET /process-definition/unknown/form-variables
        GET /process-definition/unknown/startForm
        GET /process-definition/unknown/rendered-form
        GET /process-definition/unknown/deployed-start-form
        GET /process-definition/unknown/statistics
        GET /process-definition/unknown/static-called-process-definitions
        GET /process-definition/key/unknown
        GET /process-definition/key/unknown/xml
        GET /process-definition/{definition}/statistics?incidentsForType=nothing
        GET /process-definition/{definition}/deployed-start-form
        GET /process-definition/{definition}/rendered-form
        GET /process-definition/{definition}/startForm
        GET /process-definition/statistics?incidents=true&incidentsForType=x
        GET /process-definition?sortBy=nothing&sortOrder=asc
        GET /process-definition?version=abc
        POST /process-definition/unknown/start {}
        POST /process-definition/key/unknown/start {}
        POST /process-definition/{definition}/submit-form {}
        POST /process-definition/unknown/restart {}
        POST /process-definition/{definition}/restart {}
        PUT /process-definition/unknown/suspended {'suspended': true}
        PUT /process-definition/suspended {}
        PUT /process-definition/suspended {'suspended': true}
        PUT /process-definition/{definition}/suspended {'suspended': true, 'executionDate': 'abc'}
        PUT /process-definition/unknown/history-time-to-live {'historyTimeToLive': 1}
        PUT /process-definition/{definition}/history-time-to-live {'historyTimeToLive': -1}
        DELETE /process-definition/unknown
        DELETE /process-definition/key/unknown
        GET /decision-definition/unknown
        GET /decision-definition/unknown/xml
        GET /decision-definition/key/unknown
        GET /decision-definition?sortBy=nothing&sortOrder=asc
        POST /decision-definition/unknown/evaluate {}
        POST /decision-definition/key/unknown/evaluate {}
        POST /decision-definition/key/approval-policy/evaluate
        POST /decision-definition/key/approval-policy/evaluate {}
        POST /decision-definition/key/approval-policy/evaluate {'variables': {}}
        POST /decision-definition/key/approval-policy/evaluate {'variables': {'amount': {'value': 'abc', 'type': 'String'}}}
        POST /decision-definition/key/approval-policy/evaluate {'variables': {'amount': {'value': 'abc', 'type': 'Double'}}}
        POST /decision-definition/key/reminder-policy/evaluate {'variables': {'amount': {'value': 'abc'}}}
        GET /decision-requirements-definition/unknown
        GET /decision-requirements-definition/unknown/xml
        PUT /decision-definition/unknown/history-time-to-live {'historyTimeToLive': 1}
        GET /deployment/unknown
        GET /deployment/unknown/resources
        GET /deployment/unknown/resources/unknown
        GET /deployment/unknown/resources/unknown/data
        GET /deployment/unknown/registered
        DELETE /deployment/unknown
        POST /deployment/unknown/redeploy {}
        POST /deployment/create {}
        GET /deployment?before=abc
        GET /deployment?sortBy=nothing&sortOrder=asc
        POST /migration/generate
        POST /migration/generate {}
        POST /migration/generate {'sourceProcessDefinitionId': 'unknown', 'targetProcessDefinitionId': 'unknown'}
        POST /migration/validate {}
        POST /migration/validate
        POST /migration/validate {'sourceProcessDefinitionId': 'unknown', 'targetProcessDefinitionId': 'unknown', 'instructions': []}
        POST /migration/execute
        POST /migration/execute {}
        POST /migration/execute {'migrationPlan': {'sourceProcessDefinitionId': 'unknown', 'targetProcessDefinitionId': 'unknown', 'instructions': []}, 'processInstanceIds': ['{instance}']}
        POST /migration/execute {'migrationPlan': {'sourceProcessDefinitionId': '{definition}', 'targetProcessDefinitionId': '{definition}', 'instructions': []}, 'processInstanceIds': ['unknown']}
        POST /migration/execute {'migrationPlan': {'sourceProcessDefinitionId': '{definition}', 'targetProcessDefinitionId': '{definition}', 'instructions': [{'sourceActivityIds': ['nothing'], 'targetActivityIds': ['nothing']}]}, 'processInstanceIds': ['{instance}']}
        GET /batch/unknown
        PUT /batch/unknown/suspended {'suspended': true}
        DELETE /batch/unknown
        GET /batch?sortBy=nothing&sortOrder=asc
        GET /batch/statistics?suspended=maybe
        GET /filter/unknown
        GET /filter/unknown/list
        GET /filter/unknown/count
        GET /filter/unknown/singleResult
        PUT /filter/unknown {'name': 'x'}
        DELETE /filter/unknown
        POST /filter/create
        POST /filter/create {}
        POST /filter/create {'resourceType': 'Nothing', 'name': 'x'}
        POST /filter/create {'resourceType': 'Task'}
        POST /filter/create {'resourceType': 'Task', 'name': 'x', 'query': {'sorting': [{'sortBy': 'nothing'}]}}
        POST /filter/create {'resourceType': 'Task', 'name': 'x', 'query': 'text'}
        GET /filter?sortBy=nothing&sortOrder=asc
        GET /user/unknown/profile
        PUT /user/unknown/profile {'firstName': 'x'}
        PUT /user/unknown/profile {}
        PUT /user/unknown/credentials {'password': 'x'}
        PUT /user/mis-other/credentials {}
        PUT /user/mis-other/credentials
        PUT /user/mis-other/profile
        POST /user/unknown/unlock
        DELETE /user/unknown
        POST /user/create
        POST /user/create {}
        POST /user/create {'profile': {'id': 'x y'}, 'credentials': {'password': 'x'}}
        POST /user/create {'profile': {'id': 'mis-other'}, 'credentials': {'password': 'x'}}
        POST /user/create {'credentials': {'password': 'x'}}
        GET /user?sortBy=nothing&sortOrder=asc
        GET /user?maxResults=abc
        GET /group/unknown
        PUT /group/unknown {'name': 'x'}
        PUT /group/approver
        DELETE /group/unknown
        POST /group/create
        POST /group/create {}
        POST /group/create {'id': 'Bad Id'}
        POST /group/create {'id': 'approver', 'name': 'x'}
        PUT /group/approver/members/nobody
        PUT /group/unknown/members/mis-other
        PUT /group/approver/members/mis-other
        PUT /group/approver/members/mis-other
        DELETE /group/unknown/members/mis-other
        GET /group?sortBy=nothing&sortOrder=asc
        GET /tenant/unknown
        POST /tenant/create {}
        PUT /tenant/unknown {'name': 'x'}
        PUT /tenant/unknown/user-members/mis-other
        PUT /tenant/unknown/group-members/approver
        GET /authorization/unknown
        PUT /authorization/unknown {'permissions': ['READ']}
        DELETE /authorization/unknown
        POST /authorization/create
        POST /authorization/create {}
        POST /authorization/create {'type': 9}
        POST /authorization/create {'type': 1, 'permissions': ['NOTHING'], 'resourceType': 7, 'resourceId': '*', 'userId': 'mis-other'}
        POST /authorization/create {'type': 1, 'permissions': ['READ'], 'resourceType': 999, 'resourceId': '*', 'userId': 'mis-other'}
        POST /authorization/create {'type': 1, 'permissions': ['READ'], 'resourceType': 7, 'resourceId': '*'}
        GET /authorization/check
        GET /authorization/check?permissionName=NOTHING&resourceName=Task&resourceType=7
        GET /authorization/check?permissionName=READ&resourceName=Task&resourceType=999
        GET /authorization/check?permissionName=READ&resourceName=Task&resourceType=abc
        GET /authorization?sortBy=nothing&sortOrder=asc
        GET /authorization?type=abc
        POST /identity/verify {}
        POST /identity/verify
        GET /identity/groups
        GET /identity/groups?userId=unknown
        POST /identity/password-policy {}
        GET /metrics/nothing/sum
        GET /metrics?startDate=abc
        GET /metrics/task-worker/sum?startDate=abc
        GET /variable-instance/unknown
        GET /variable-instance/unknown/data
        GET /variable-instance?sortBy=nothing&sortOrder=asc
        GET /variable-instance?variableValues=a_what_b
        GET /event-subscription?sortBy=nothing&sortOrder=asc
        GET /case-definition/unknown
        GET /case-instance/unknown
        GET /case-execution/unknown
        POST /case-definition/unknown/create {}
        POST /case-instance/unknown/complete {}
        GET /schema/log
        POST /schema/log {'sorting': [{'sortBy': 'nothing'}]}
        GET /nothing
        GET /engine/nothing/task
        POST /process-instance/{instance}
        PATCH /task
        GET /telemetry/configuration
        DELETE /metrics/task-worker
        """;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    private String number;
    private String task;
    private String instance;
    private String definition;
    private String execution;
    private String job;

    @BeforeEach
    void aRequisitionInApproval() {
        people.add("mis-head", Group.APPROVER);
        people.add("mis-boss", "mis-head", Group.APPROVER);
        people.add("mis-anna", "mis-boss", Group.REQUESTER);
        people.add("mis-other", "mis-head", Group.APPROVER);
        people.add("mis-all", Group.ADMINISTRATOR, Group.OPERATIONS, Group.PROCESS_ANALYST);
        door.as("mis-all").post("/api/v1/cost-centers", Map.of("code", "CC-MIS", "name", "Mis", "owner", "mis-head"));
        number = door.as("mis-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Things",
                                "costCenter",
                                "CC-MIS",
                                "lines",
                                List.of(Map.of("description", "Thing", "quantity", "1", "unitPrice", "240.00"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("mis-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        var open = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        task = open.getId();
        instance = open.getProcessInstanceId();
        definition = open.getProcessDefinitionId();
        execution = open.getExecutionId();
        job = management
                .createJobQuery()
                .processInstanceId(instance)
                .list()
                .get(0)
                .getId();
    }

    @Test
    @DisplayName("Whatever somebody writes wrongly, the engine’s REST says so, and nothing fails on our side")
    void mistakesAreTheCallers() {
        var failed = new ArrayList<String>();
        CALLS.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> tried(line, failed));
        for (var value : TYPES) {
            tried("PUT /process-instance/{instance}/variables/x " + value, failed);
            tried("PUT /task/{task}/localVariables/x " + value, failed);
            tried("PUT /execution/{execution}/localVariables/x " + value, failed);
            tried("POST /task/{task}/complete {'variables': {'x': " + value + "}}", failed);
            tried("POST /task/{task}/submit-form {'variables': {'decision': " + value + "}}", failed);
            tried("POST /message {'messageName': 'nothing', 'processVariables': {'a': " + value + "}}", failed);
            tried("POST /signal {'name': 'nothing', 'variables': {'a': " + value + "}}", failed);
            tried(
                    "POST /decision-definition/key/approval-policy/evaluate {'variables': {'amount': " + value + "}}",
                    failed);
        }
        assertThat(failed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        GET /process-instance/unknown/variables                       | 404 | execution unknown doesn't exist
        PUT /job/unknown/retries {'retries': 1}                       | 404 | No job found with id 'unknown'.
        PUT /job/{job}/retries {'retries': -1}                        | 400 | The number of job retries must be
        PUT /job/{job}/retries {}                                     | 400 | Something that this call needs is missing
        POST /group/create {}                                         | 400 | groupId is missing.
        POST /message {'messageName': 'nothing'}                      | 400 | Cannot correlate message 'nothing'
        PUT /process-instance/{instance}/variables/x {'value': 'abc', 'type': 'Integer'} | 400 | Cannot put process instance variable x
        PUT /process-instance/{instance}/variables/x null             | 400 | Something that this call needs is missing
        POST /process-instance/{instance}/modification {'instructions': [{'type': 'startAfterActivity', 'activityId': 'event_documentApproved'}]} | 400 | activity has no outgoing sequence flow
        POST /process-instance/unknown/modification {'instructions': [{'type': 'cancel', 'activityId': 'userTask_approve'}]} | 404 | The process instance does not exist
        GET /task?firstResult=-5                                      | 400 | firstResult is zero or more.
        GET /case-instance/unknown                                    | 404 | There are no cases here.
        """)
    void aMistakeIsToldInASentence(String line, int status, String sentence) {
        var answer = call("mis-all", line);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("message").asText())
                .contains(sentence)
                .doesNotContain("is null", "ENGINE-", "Tell operations");
    }

    @Test
    void whatIsThereAlreadyIsSaidToBe() {
        call("mis-all", "PUT /group/approver/members/mis-boss {}");

        assertThat(call("mis-all", "PUT /group/approver/members/mis-boss {}").status())
                .isEqualTo(409);
    }

    private void tried(String line, List<String> failed) {
        if (tasks.createTaskQuery().taskId(task).count() == 0) {
            aRequisitionInApproval();
        }
        for (var user : line.contains("/task/{task}") ? List.of("mis-boss", "mis-all") : List.of("mis-all")) {
            var answer = call(user, line);
            if (answer.status() >= 500) {
                failed.add(user + " " + shortened(line) + " -> " + answer.status() + " " + shortened(answer.text()));
            }
        }
    }

    private TestDoor.Answer call(String user, String line) {
        var parts = line.split(" ", 3);
        var body = parts.length > 2 ? filled(parts[2]).replace('\'', '"') : "";
        return door.as(user).send(parts[0], "/engine-rest" + filled(parts[1]), BodyPublishers.ofString(body));
    }

    private static String shortened(String text) {
        return text.length() < 300 ? text : text.substring(0, 300);
    }

    private String filled(String text) {
        return text.replace("{task}", task)
                .replace("{instance}", instance)
                .replace("{definition}", definition)
                .replace("{execution}", execution)
                .replace("{job}", job)
                .replace("%LONG%", LONG);
    }
}
