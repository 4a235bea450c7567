BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('dc11669786a5');
CREATE TABLE "assessments" (
	assessment_id VARCHAR(50) NOT NULL, 
	trace_id VARCHAR(50) NOT NULL, 
	name VARCHAR(250) NOT NULL, 
	assessment_type VARCHAR(20) NOT NULL, 
	value TEXT NOT NULL, 
	error TEXT, 
	created_timestamp BIGINT NOT NULL, 
	last_updated_timestamp BIGINT NOT NULL, 
	source_type VARCHAR(50) NOT NULL, 
	source_id VARCHAR(250), 
	run_id VARCHAR(32), 
	span_id VARCHAR(50), 
	rationale TEXT, 
	overrides VARCHAR(50), 
	valid BOOLEAN NOT NULL, 
	assessment_metadata TEXT, 
	experiment_id INTEGER, 
	trace_timestamp_ms BIGINT, 
	aggregate_value FLOAT, 
	is_numeric_value BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT assessments_pk PRIMARY KEY (assessment_id), 
	CONSTRAINT fk_assessments_trace_id FOREIGN KEY(trace_id) REFERENCES trace_info (request_id) ON DELETE CASCADE
);
CREATE TABLE budget_policies (
	budget_policy_id VARCHAR(36) NOT NULL, 
	budget_unit VARCHAR(32) NOT NULL, 
	budget_amount FLOAT NOT NULL, 
	duration_unit VARCHAR(32) NOT NULL, 
	duration_value INTEGER NOT NULL, 
	target_scope VARCHAR(32) NOT NULL, 
	budget_action VARCHAR(32) NOT NULL, 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, target_value VARCHAR(255), 
	CONSTRAINT budget_policies_pk PRIMARY KEY (budget_policy_id)
);
CREATE TABLE "datasets" (
	dataset_uuid VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	digest VARCHAR(36) NOT NULL, 
	dataset_source_type VARCHAR(36) NOT NULL, 
	dataset_source TEXT NOT NULL, 
	dataset_schema TEXT, 
	dataset_profile TEXT, 
	CONSTRAINT dataset_pk PRIMARY KEY (experiment_id, name, digest), 
	CONSTRAINT fk_datasets_experiment_id_experiments FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE
);
INSERT INTO "datasets" VALUES('5e534b47ce0b45e3ab7b94859ce9ec76',1,'digits','b399eded13d1d607b9e2937258f7b1d31762','code','{"tags": {"mlflow.source.name": "runner.data.digits"}}',NULL,'{"train_examples": 1455, "val_examples": 162, "test_examples": 180, "shape": [8, 8, 1], "classes": 10, "sha256": "b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16"}');
INSERT INTO "datasets" VALUES('4ff1973f893b4166a3d8ac31712a8376',1,'halves','06fd12c206b886373cff16a34beacaabf89f','code','{"tags": {"mlflow.source.name": "my_schedules.halves"}}',NULL,'{"train_examples": 486, "val_examples": 54, "test_examples": 60, "shape": [8], "classes": 2, "sha256": "06fd12c206b886373cff16a34beacaabf89ff9db4a9e5902af592e1b490fa5c7"}');
CREATE TABLE endpoint_bindings (
	endpoint_id VARCHAR(36) NOT NULL, 
	resource_type VARCHAR(50) NOT NULL, 
	resource_id VARCHAR(255) NOT NULL, 
	created_at BIGINT NOT NULL, 
	created_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), display_name VARCHAR(255), 
	CONSTRAINT endpoint_bindings_pk PRIMARY KEY (endpoint_id, resource_type, resource_id), 
	CONSTRAINT fk_endpoint_bindings_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES endpoints (endpoint_id) ON DELETE CASCADE
);
CREATE TABLE endpoint_model_mappings (
	mapping_id VARCHAR(36) NOT NULL, 
	endpoint_id VARCHAR(36) NOT NULL, 
	model_definition_id VARCHAR(36) NOT NULL, 
	weight FLOAT NOT NULL, 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, linkage_type VARCHAR(64) DEFAULT 'PRIMARY' NOT NULL, fallback_order INTEGER, 
	CONSTRAINT endpoint_model_mappings_pk PRIMARY KEY (mapping_id), 
	CONSTRAINT fk_endpoint_model_mappings_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES endpoints (endpoint_id) ON DELETE CASCADE, 
	CONSTRAINT fk_endpoint_model_mappings_model_definition_id FOREIGN KEY(model_definition_id) REFERENCES model_definitions (model_definition_id)
);
CREATE TABLE endpoint_tags (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(5000), 
	endpoint_id VARCHAR(36) NOT NULL, 
	CONSTRAINT endpoint_tag_pk PRIMARY KEY ("key", endpoint_id), 
	CONSTRAINT fk_endpoint_tags_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES endpoints (endpoint_id) ON DELETE CASCADE
);
CREATE TABLE "endpoints" (
	endpoint_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255), 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	routing_strategy VARCHAR(64), 
	fallback_config_json TEXT, 
	experiment_id INTEGER, 
	usage_tracking BOOLEAN DEFAULT '0' NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT endpoints_pk PRIMARY KEY (endpoint_id), 
	CONSTRAINT fk_endpoints_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE SET NULL, 
	CONSTRAINT uq_endpoints_workspace_name UNIQUE (workspace, name)
);
CREATE TABLE entity_associations (
	association_id VARCHAR(36) NOT NULL, 
	source_type VARCHAR(36) NOT NULL, 
	source_id VARCHAR(36) NOT NULL, 
	destination_type VARCHAR(36) NOT NULL, 
	destination_id VARCHAR(36) NOT NULL, 
	created_time BIGINT, 
	CONSTRAINT entity_associations_pk PRIMARY KEY (source_type, source_id, destination_type, destination_id)
);
CREATE TABLE "evaluation_dataset_records" (
	dataset_record_id VARCHAR(36) NOT NULL, 
	dataset_id VARCHAR(36) NOT NULL, 
	inputs JSON NOT NULL, 
	expectations JSON, 
	tags JSON, 
	source JSON, 
	source_id VARCHAR(36), 
	source_type VARCHAR(255), 
	created_time BIGINT, 
	last_update_time BIGINT, 
	created_by VARCHAR(255), 
	last_updated_by VARCHAR(255), 
	input_hash VARCHAR(64) NOT NULL, outputs JSON, 
	CONSTRAINT evaluation_dataset_records_pk PRIMARY KEY (dataset_record_id), 
	CONSTRAINT fk_evaluation_dataset_records_dataset_id FOREIGN KEY(dataset_id) REFERENCES evaluation_datasets (dataset_id) ON DELETE CASCADE, 
	CONSTRAINT unique_dataset_input UNIQUE (dataset_id, input_hash)
);
CREATE TABLE evaluation_dataset_tags (
	dataset_id VARCHAR(36) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	value VARCHAR(5000), 
	CONSTRAINT evaluation_dataset_tags_pk PRIMARY KEY (dataset_id, "key"), 
	CONSTRAINT fk_evaluation_dataset_tags_dataset_id FOREIGN KEY(dataset_id) REFERENCES evaluation_datasets (dataset_id) ON DELETE CASCADE
);
CREATE TABLE "evaluation_datasets" (
	dataset_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	schema TEXT, 
	profile TEXT, 
	digest VARCHAR(64), 
	created_time BIGINT, 
	last_update_time BIGINT, 
	created_by VARCHAR(255), 
	last_updated_by VARCHAR(255), 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT evaluation_datasets_pk PRIMARY KEY (dataset_id)
);
CREATE TABLE "experiment_tags" (
	"key" VARCHAR(250) NOT NULL, 
	value TEXT, 
	experiment_id INTEGER NOT NULL, 
	CONSTRAINT experiment_tag_pk PRIMARY KEY ("key", experiment_id), 
	FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id)
);
INSERT INTO "experiment_tags" VALUES('mlflow.note.content','Pruning runs, each with its layers and sizes in its description. **Views** holds two tables: *Sweeps*, with the runs of
a sweep under it, and *Runs by test accuracy*. The description of a sweep is the ranking of its schedules.',1);
INSERT INTO "experiment_tags" VALUES('mlflow.sharedViewState.sweeps','{"name": "Sweeps", "createdAt": 0, "updatedAt": 0, "state": "{\"selectedColumns\": [\"params.`schedule.name`\", \"params.`target_sparsity`\", \"params.`seed`\", \"metrics.`test/accuracy`\", \"metrics.`test/trivial_accuracy`\", \"metrics.`test/accuracy_change`\", \"metrics.`final/sparsity_global`\", \"metrics.`final/target_missed_by`\", \"metrics.`size/tflite_gzip`\"], \"columnOrder\": [\"params.`schedule.name`\", \"params.`target_sparsity`\", \"params.`seed`\", \"metrics.`test/accuracy`\", \"metrics.`test/trivial_accuracy`\", \"metrics.`test/accuracy_change`\", \"metrics.`final/sparsity_global`\", \"metrics.`final/target_missed_by`\", \"metrics.`size/tflite_gzip`\"], \"columnWidths\": {\"params.`schedule.name`\": 100, \"params.`target_sparsity`\": 100, \"params.`seed`\": 100, \"metrics.`test/accuracy`\": 100, \"metrics.`test/trivial_accuracy`\": 100, \"metrics.`test/accuracy_change`\": 100, \"metrics.`final/sparsity_global`\": 100, \"metrics.`final/target_missed_by`\": 100, \"metrics.`size/tflite_gzip`\": 100}, \"searchFilter\": \"tags.kind != ''dense''\"}"}',1);
INSERT INTO "experiment_tags" VALUES('mlflow.sharedViewState.runs','{"name": "Runs by test accuracy", "createdAt": 0, "updatedAt": 0, "state": "{\"selectedColumns\": [\"params.`schedule.name`\", \"params.`target_sparsity`\", \"params.`seed`\", \"metrics.`test/accuracy`\", \"metrics.`test/trivial_accuracy`\", \"metrics.`test/accuracy_change`\", \"metrics.`final/sparsity_global`\", \"metrics.`final/target_missed_by`\", \"metrics.`size/tflite_gzip`\"], \"columnOrder\": [\"params.`schedule.name`\", \"params.`target_sparsity`\", \"params.`seed`\", \"metrics.`test/accuracy`\", \"metrics.`test/trivial_accuracy`\", \"metrics.`test/accuracy_change`\", \"metrics.`final/sparsity_global`\", \"metrics.`final/target_missed_by`\", \"metrics.`size/tflite_gzip`\"], \"columnWidths\": {\"params.`schedule.name`\": 100, \"params.`target_sparsity`\": 100, \"params.`seed`\": 100, \"metrics.`test/accuracy`\": 100, \"metrics.`test/trivial_accuracy`\": 100, \"metrics.`test/accuracy_change`\": 100, \"metrics.`final/sparsity_global`\": 100, \"metrics.`final/target_missed_by`\": 100, \"metrics.`size/tflite_gzip`\": 100}, \"searchFilter\": \"tags.kind = ''run''\", \"orderByKey\": \"metrics.`test/accuracy`\", \"orderByAsc\": false}"}',1);
CREATE TABLE "experiments" (
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	artifact_location VARCHAR(256), 
	lifecycle_stage VARCHAR(32), 
	creation_time BIGINT, 
	last_update_time BIGINT, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT experiment_pk PRIMARY KEY (experiment_id), 
	CONSTRAINT experiments_lifecycle_stage CHECK (lifecycle_stage IN ('active', 'deleted')), 
	CONSTRAINT uq_experiments_workspace_name UNIQUE (workspace, name)
);
INSERT INTO "experiments" VALUES(0,'Default','file://@HERE@/mlruns/0','active',1795910511207,1795910511207,'default');
INSERT INTO "experiments" VALUES(1,'pruning','file://@HERE@/mlruns/pruning','active',1795910511376,1795910511376,'default');
CREATE TABLE guardrail_configs (
	endpoint_id VARCHAR(36) NOT NULL, 
	guardrail_id VARCHAR(36) NOT NULL, 
	execution_order INTEGER, 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT guardrail_configs_pk PRIMARY KEY (endpoint_id, guardrail_id), 
	CONSTRAINT fk_guardrail_configs_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES endpoints (endpoint_id) ON DELETE CASCADE, 
	CONSTRAINT fk_guardrail_configs_guardrail_id FOREIGN KEY(guardrail_id) REFERENCES guardrails (guardrail_id) ON DELETE CASCADE
);
CREATE TABLE guardrails (
	guardrail_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	scorer_id VARCHAR(36) NOT NULL, 
	scorer_version INTEGER NOT NULL, 
	stage VARCHAR(32) NOT NULL, 
	action VARCHAR(32) NOT NULL, 
	action_endpoint_id VARCHAR(36), 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT guardrails_pk PRIMARY KEY (guardrail_id), 
	CONSTRAINT fk_guardrails_scorer_version FOREIGN KEY(scorer_id, scorer_version) REFERENCES scorer_versions (scorer_id, scorer_version), 
	CONSTRAINT fk_guardrails_action_endpoint_id FOREIGN KEY(action_endpoint_id) REFERENCES endpoints (endpoint_id) ON DELETE SET NULL
);
CREATE TABLE input_tags (
	input_uuid VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	value VARCHAR(500) NOT NULL, 
	CONSTRAINT input_tags_pk PRIMARY KEY (input_uuid, name)
);
INSERT INTO "input_tags" VALUES('d7c4ecd324164f4d897a71c8175d6aad','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('993fbb8fe5304d2bbbe05ee33d138ae5','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('c11c8cc598c8491fa579ed4bf4d5e480','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('dc06aab899b84ad3b5dbb0d1918d755d','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('960e0ea63d684c4d9f6817970204002d','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('8978e25fbf9d42eeb6069280bd1a82a2','mlflow.data.context','train, val, test');
INSERT INTO "input_tags" VALUES('400b6866e3df4a85ab770ad6556e6740','mlflow.data.context','train, val, test');
CREATE TABLE inputs (
	input_uuid VARCHAR(36) NOT NULL, 
	source_type VARCHAR(36) NOT NULL, 
	source_id VARCHAR(36) NOT NULL, 
	destination_type VARCHAR(36) NOT NULL, 
	destination_id VARCHAR(36) NOT NULL, step BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT inputs_pk PRIMARY KEY (source_type, source_id, destination_type, destination_id)
);
INSERT INTO "inputs" VALUES('d7c4ecd324164f4d897a71c8175d6aad','DATASET','5e534b47ce0b45e3ab7b94859ce9ec76','RUN','015711f4519141efa51c5144b425d802',0);
INSERT INTO "inputs" VALUES('993fbb8fe5304d2bbbe05ee33d138ae5','DATASET','5e534b47ce0b45e3ab7b94859ce9ec76','RUN','3cba420b3b9d4f7cb6e903589a4b5e6b',0);
INSERT INTO "inputs" VALUES('2b6d692f41874108b36ad5d954601b2b','RUN_OUTPUT','015711f4519141efa51c5144b425d802','MODEL_OUTPUT','m-ce4abe4557274699b653cc1ff830eb02',0);
INSERT INTO "inputs" VALUES('c11c8cc598c8491fa579ed4bf4d5e480','DATASET','5e534b47ce0b45e3ab7b94859ce9ec76','RUN','0048d444c95547c9b325891cabab708c',0);
INSERT INTO "inputs" VALUES('8f2841b5be40407e8606651322d48650','RUN_OUTPUT','0048d444c95547c9b325891cabab708c','MODEL_OUTPUT','m-49f3220281f347ec85ef7ab1c4053e81',0);
INSERT INTO "inputs" VALUES('dc06aab899b84ad3b5dbb0d1918d755d','DATASET','5e534b47ce0b45e3ab7b94859ce9ec76','RUN','caf0aacec1304917ad7a14aae41b1538',0);
INSERT INTO "inputs" VALUES('4ada8dbba5e14cf38d13a09a9ffc0d52','RUN_OUTPUT','caf0aacec1304917ad7a14aae41b1538','MODEL_OUTPUT','m-35682faa54064fb6815cb25859493e07',0);
INSERT INTO "inputs" VALUES('960e0ea63d684c4d9f6817970204002d','DATASET','5e534b47ce0b45e3ab7b94859ce9ec76','RUN','68f08a70493644429e6a94c5a43570a9',0);
INSERT INTO "inputs" VALUES('aec41992133144abad3d23fff662b9c0','RUN_OUTPUT','68f08a70493644429e6a94c5a43570a9','MODEL_OUTPUT','m-3bbb8f7d19b74f518f805588130e8103',0);
INSERT INTO "inputs" VALUES('8978e25fbf9d42eeb6069280bd1a82a2','DATASET','4ff1973f893b4166a3d8ac31712a8376','RUN','7e2763a29fe94f3aa4a47dfa415ef4dc',0);
INSERT INTO "inputs" VALUES('400b6866e3df4a85ab770ad6556e6740','DATASET','4ff1973f893b4166a3d8ac31712a8376','RUN','bec6b006fea94f78983c92c368a2e98e',0);
CREATE TABLE issues (
	issue_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(250) NOT NULL, 
	description TEXT NOT NULL, 
	status VARCHAR(50) NOT NULL, 
	severity VARCHAR(50), 
	root_causes TEXT, 
	source_run_id VARCHAR(32), 
	categories TEXT, 
	created_timestamp BIGINT NOT NULL, 
	last_updated_timestamp BIGINT NOT NULL, 
	created_by VARCHAR(255), 
	CONSTRAINT issues_pk PRIMARY KEY (issue_id), 
	CONSTRAINT fk_issues_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE, 
	CONSTRAINT fk_issues_source_run_id FOREIGN KEY(source_run_id) REFERENCES runs (run_uuid) ON DELETE SET NULL
);
CREATE TABLE job_locks (
	lock_key VARCHAR(255) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	acquired_at BIGINT NOT NULL, 
	CONSTRAINT job_locks_pk PRIMARY KEY (lock_key), 
	CONSTRAINT fk_job_locks_job_id FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE "jobs" (
	id VARCHAR(36) NOT NULL, 
	creation_time BIGINT NOT NULL, 
	job_name VARCHAR(500) NOT NULL, 
	params TEXT NOT NULL, 
	timeout FLOAT, 
	status INTEGER NOT NULL, 
	result TEXT, 
	retry_count INTEGER NOT NULL, 
	last_update_time BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, status_details JSON, creator VARCHAR(255), executor_backend VARCHAR(255), lease_expires_at BIGINT, status_message TEXT, progress JSON, progress_updated_at BIGINT, token_hash VARCHAR(64), scoped_permissions JSON, next_attempt_at BIGINT, 
	CONSTRAINT jobs_pk PRIMARY KEY (id)
);
CREATE TABLE label_schemas (
	schema_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(250) NOT NULL, 
	type VARCHAR(16) NOT NULL, 
	instruction TEXT, 
	enable_comment BOOLEAN DEFAULT '0' NOT NULL, 
	input_type VARCHAR(32) NOT NULL, 
	input_config TEXT NOT NULL, 
	created_by VARCHAR(255), 
	created_time BIGINT NOT NULL, 
	last_update_time BIGINT NOT NULL, 
	is_default BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT label_schemas_pk PRIMARY KEY (schema_id), 
	CONSTRAINT fk_label_schemas_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE, 
	CONSTRAINT uq_label_schemas_exp_name UNIQUE (experiment_id, name)
);
CREATE TABLE "latest_metrics" (
	"key" VARCHAR(250) NOT NULL, 
	value FLOAT NOT NULL, 
	timestamp BIGINT, 
	step BIGINT NOT NULL, 
	is_nan BOOLEAN NOT NULL, 
	run_uuid VARCHAR(32) NOT NULL, 
	CONSTRAINT latest_metric_pk PRIMARY KEY ("key", run_uuid), 
	FOREIGN KEY(run_uuid) REFERENCES runs (run_uuid), 
	CHECK (is_nan IN (0, 1))
);
INSERT INTO "latest_metrics" VALUES('sweep/planned',4.0,1795910511539,0,0,'bde844c315be4126bf65c285af8fa91f');
INSERT INTO "latest_metrics" VALUES('train/loss',2.15443706512451171875e+00,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('train/accuracy',2.68728524446487426757e-01,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('val/loss',2.08434200286865234375e+00,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('val/accuracy',3.14814805984497070312e-01,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('train/penalty',6.8700313568115234375e-03,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('val/penalty',6.801605224609375e-03,1795910517380,2,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('test/accuracy',2.8888888888888886175e-01,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('test/loss',2.10783311261071082398e+00,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',2.8888888888888886175e-01,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',2.8888888888888886175e-01,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/keras',14652.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',3742.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/tflite',4312.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',3233.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/int8',4312.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',3237.0,1795910519289,0,0,'3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "latest_metrics" VALUES('prune/planned',0.5,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/achieved',0.5,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/mask_churn',0.0,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/mask_pruned',0.0,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/mask_regrown',0.0,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/hidden',0.5,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/output',0.5,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/threshold/hidden',1.1922616511583328247e-01,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/threshold/output',3.41346770524978637695e-01,1795910523779,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('train/loss',1.94881582260131835937e+00,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('train/accuracy',4.446735382080078125e-01,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('val/loss',1.89415717124938964843e+00,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('val/accuracy',4.6913579106330871582e-01,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('train/penalty',5.4569244384765625e-03,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('val/penalty',5.39624691009521484375e-03,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('sparsity/planned',0.5,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('sparsity/global',0.5,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/hidden',0.5,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/output',0.5,1795910523779,2,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/loss_after',1.94435236454010018647e+00,1795910527529,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/loss_before',1.93624913692474365234e+00,1795910527529,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/recovery_steps',11.0,1795910527529,69,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/accuracy',4.44444444444444419772e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/loss',1.92210453020201788021e+00,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',4.44444444444444419772e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',4.44444444444444419772e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/accuracy_change',1.55555555555555558022e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/sparsity_global',0.5,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/output',0.5,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/target_missed_by',0.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense/sparsity_global',0.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/mask_regrown',5.40540540540540570546e-02,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/keras',14652.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',2819.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/tflite',4312.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',2332.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/int8',4312.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',2335.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/keras',14652.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/keras_gzip',3742.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite',4312.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/int8',4312.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('dense_size/int8_gzip',3237.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/keras',1.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/keras_gzip',1.32742107130188013996e+00,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/tflite',1.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/tflite_gzip',1.38636363636363646456e+00,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/int8',1.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('compression/int8_gzip',1.38629550321199146445e+00,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/params',610.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/nonzero_params',314.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/flops',1184.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/effective_flops',592.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/theoretical_speedup',2.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/training_flops_dense',10336320.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/training_flops',7.09289997628784179683e+06,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/dense_bytes',2440.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/bitmap_bytes',1330.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('cost/csr_bytes',1632.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/data_s',2.51685616996837779879e-01,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/plan_s',1.58029465997969964519e-01,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/model_s',3.58033120999607490375e-01,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/dense_s',5.24301727299825870431e+00,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/train_s',4.35305172700100229121e+00,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/measure_s',1.85865243199805263429e+00,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/examples',180.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/classes',10.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/trivial_accuracy',0.1,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('test/classes_predicted',7.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('final/outputs_short_of_weights',0.0,1795910528024,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/track_s',2.36588311399827944114e+00,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/cpu_s',7.580646691,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('time/cpu_training_s',4.897758411,1795910528109,0,0,'015711f4519141efa51c5144b425d802');
INSERT INTO "latest_metrics" VALUES('prune/planned',0.5,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/achieved',0.5,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/mask_churn',9.62837837837837856591e-02,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/mask_pruned',9.62837837837837856591e-02,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/mask_regrown',0.0,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/hidden',0.5,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/output',0.5,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/threshold/hidden',1.16375140845775604248e-01,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/threshold/output',3.49025249481201171875e-01,1795910536078,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('train/loss',1.92940437793731689453e+00,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('train/accuracy',4.18556690216064453125e-01,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('val/loss',1.87199175357818603515e+00,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('val/accuracy',5.06172835826873779296e-01,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('train/penalty',6.309986114501953125e-03,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('val/penalty',5.4337978363037109375e-03,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('sparsity/planned',0.5,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('sparsity/global',0.5,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/hidden',0.5,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/output',0.5,1795910536078,2,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/loss_before',1.89237958855099153154e+00,1795910539612,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/loss_after',1.80442190170288085937e+00,1795910539612,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/recovery_steps',0.0,1795910539612,90,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/accuracy',4.5555555555555554692e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/loss',1.90538717574543414734e+00,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',4.5555555555555554692e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',4.5555555555555554692e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/accuracy_change',1.6666666666666668517e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/sparsity_global',0.5,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/output',0.5,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/target_missed_by',0.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense/sparsity_global',0.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/mask_regrown',3.37837837837837856591e-03,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/keras',14652.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',2817.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/tflite',4312.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',2335.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/int8',4312.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',2339.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/keras',14652.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/keras_gzip',3742.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite',4312.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/int8',4312.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('dense_size/int8_gzip',3237.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/keras',1.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/keras_gzip',1.3283635072772452812e+00,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/tflite',1.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/tflite_gzip',1.38458244111349038085e+00,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/int8',1.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('compression/int8_gzip',1.38392475416844806801e+00,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/params',610.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/nonzero_params',314.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/flops',1184.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/effective_flops',592.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/theoretical_speedup',2.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/training_flops_dense',10336320.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/training_flops',8.74582315731811523427e+06,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/dense_bytes',2440.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/bitmap_bytes',1330.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('cost/csr_bytes',1632.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/data_s',2.412368020013673231e-01,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/plan_s',2.9110359100013738498e-01,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/model_s',4.74743831000523641705e-01,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/dense_s',2.56452866000472567975e-01,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/train_s',5.01204051099921343848e+00,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/measure_s',2.01953337700251722708e+00,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/examples',180.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/classes',10.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/trivial_accuracy',0.1,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('test/classes_predicted',7.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('final/outputs_short_of_weights',0.0,1795910539944,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/track_s',1.8413510659993335139e+00,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/cpu_s',5.356847767,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('time/cpu_training_s',2.619856958,1795910539997,0,0,'0048d444c95547c9b325891cabab708c');
INSERT INTO "latest_metrics" VALUES('prune/planned',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/achieved',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/mask_churn',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/mask_pruned',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/mask_regrown',0.0,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/hidden',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/sparsity/output',0.5,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/threshold/hidden',1.24807707965373992919e-01,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/threshold/output',3.31569820642471313476e-01,1795910547012,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('train/loss',2.02201032638549804687e+00,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('train/accuracy',3.59450161457061767578e-01,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('val/loss',1.98950529098510742187e+00,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('val/accuracy',3.76543223857879638671e-01,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('train/penalty',5.32054901123046875e-03,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('val/penalty',5.34737110137939453125e-03,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('sparsity/planned',0.5,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('sparsity/global',0.5,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/hidden',0.5,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/output',0.5,1795910547396,2,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/loss_before',1.98470067977905273437e+00,1795910551880,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/loss_after',2.03532831668853742002e+00,1795910551880,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('prune/recovery_steps',45.0,1795910551880,46,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/accuracy',3.66666666666666640761e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/loss',2.01310544874933050607e+00,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',3.66666666666666640761e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',3.66666666666666640761e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/accuracy_change',7.77777777777777790113e-02,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/sparsity_global',0.5,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/output',0.5,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/target_missed_by',0.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense/sparsity_global',0.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/mask_regrown',0.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/keras',14652.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',2825.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/tflite',4312.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',2340.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/int8',4312.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',2344.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/keras',14652.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/keras_gzip',3742.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite',4312.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/int8',4312.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('dense_size/int8_gzip',3237.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/keras',1.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/keras_gzip',1.32460176991150446745e+00,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/tflite',1.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/tflite_gzip',1.38162393162393160039e+00,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/int8',1.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('compression/int8_gzip',1.38097269624573382174e+00,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/params',610.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/nonzero_params',314.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/flops',1184.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/effective_flops',592.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/theoretical_speedup',2.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/training_flops_dense',10336320.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/training_flops',7725600.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/dense_bytes',2440.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/bitmap_bytes',1330.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('cost/csr_bytes',1632.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/data_s',2.21587143998476676642e-01,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/plan_s',2.36793044001387897878e-01,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/model_s',4.0462198499881196767e-01,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/dense_s',2.67967947998840827494e-01,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/train_s',4.75873750999744515866e+00,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/measure_s',2.42795293699964531697e+00,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/examples',180.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/classes',10.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/trivial_accuracy',0.1,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('test/classes_predicted',7.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('final/outputs_short_of_weights',0.0,1795910552340,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/track_s',2.53162902699841652065e+00,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/cpu_s',5.59195593,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('time/cpu_training_s',2.54253692100000039388e+00,1795910552419,0,0,'caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "latest_metrics" VALUES('train/loss',1.91710329055786132812e+00,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('train/accuracy',4.19243991374969482421e-01,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('val/loss',1.84798800945281982421e+00,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('val/accuracy',4.25925940275192260742e-01,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('train/penalty',6.64961338043212890625e-03,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('val/penalty',6.6430568695068359375e-03,1795910559148,2,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/accuracy',4.44444444444444419772e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/loss',1.87880913416544603755e+00,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',4.44444444444444419772e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',4.44444444444444419772e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/accuracy_change',1.55555555555555558022e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/sparsity_global',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/sparsity_model',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/hidden',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/sparsity_layer/output',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/target_missed_by',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense/sparsity_global',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/keras',14652.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',3746.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/tflite',4312.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',3242.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/int8',4312.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',3245.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/keras',14652.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/keras_gzip',3742.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite',4312.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/int8',4312.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('dense_size/int8_gzip',3237.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/keras',1.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/keras_gzip',0.99893219434063,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/tflite',1.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/tflite_gzip',9.97223935842072806146e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/int8',1.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('compression/int8_gzip',9.97534668721109407663e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/params',610.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/nonzero_params',610.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/flops',1184.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/effective_flops',1184.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/theoretical_speedup',1.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/training_flops_dense',10336320.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/training_flops',10336320.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/dense_bytes',2440.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/bitmap_bytes',2514.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('cost/csr_bytes',3112.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/data_s',3.62488678998488467186e-01,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/plan_s',0.238579431999824,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/model_s',4.73984636002569459378e-01,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/dense_s',2.68375735999143216758e-01,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/train_s',3.52129816900196601636e+00,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/measure_s',2.31281237200164468958e+00,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/examples',180.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/classes',10.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/trivial_accuracy',0.1,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('test/classes_predicted',8.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('final/outputs_short_of_weights',0.0,1795910563249,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/track_s',1.75829539899859810248e+00,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/cpu_s',4.713355128,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('time/cpu_training_s',1.831385551,1795910563327,0,0,'68f08a70493644429e6a94c5a43570a9');
INSERT INTO "latest_metrics" VALUES('sweep/finished',4.0,1795910563610,0,0,'bde844c315be4126bf65c285af8fa91f');
INSERT INTO "latest_metrics" VALUES('sweep/failed',0.0,1795910563610,0,0,'bde844c315be4126bf65c285af8fa91f');
INSERT INTO "latest_metrics" VALUES('sweep/skipped',0.0,1795910563610,0,0,'bde844c315be4126bf65c285af8fa91f');
INSERT INTO "latest_metrics" VALUES('train/loss',6.07855141162872314453e-01,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('train/accuracy',6.83127582073211669921e-01,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('val/loss',5.49606084823608398437e-01,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('val/accuracy',7.22222208976745605468e-01,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('train/penalty',2.01141834259033203125e-03,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('val/penalty',2.0115375518798828125e-03,1795910596705,2,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('test/accuracy',6.83333333333333348136e-01,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('test/loss',6.00319041901578476227e-01,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('test/accuracy_tflite',6.83333333333333348136e-01,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('test/accuracy_int8',6.83333333333333348136e-01,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/keras',12552.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/keras_gzip',1691.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/tflite',1972.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/tflite_gzip',1116.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/int8',1972.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('size/int8_gzip',1121.0,1795910627121,0,0,'bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "latest_metrics" VALUES('train/loss',4.99254584312438964843e-01,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('train/accuracy',7.79835402965545654296e-01,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('val/loss',4.3865400552749633789e-01,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('val/accuracy',8.14814805984497070312e-01,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('train/penalty',2.02465057373046875e-03,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('val/penalty',2.02879309654235839843e-03,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('sparsity/planned',0.0,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('sparsity/global',0.0,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/hidden',0.0,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "latest_metrics" VALUES('sparsity/layer/output',0.0,1795910629814,4,0,'7e2763a29fe94f3aa4a47dfa415ef4dc');
CREATE TABLE logged_model_metrics (
	model_id VARCHAR(36) NOT NULL, 
	metric_name VARCHAR(500) NOT NULL, 
	metric_timestamp_ms BIGINT NOT NULL, 
	metric_step BIGINT NOT NULL, 
	metric_value FLOAT, 
	experiment_id INTEGER NOT NULL, 
	run_id VARCHAR(32) NOT NULL, 
	dataset_uuid VARCHAR(36), 
	dataset_name VARCHAR(500), 
	dataset_digest VARCHAR(36), 
	CONSTRAINT logged_model_metrics_pk PRIMARY KEY (model_id, metric_name, metric_timestamp_ms, metric_step, run_id), 
	CONSTRAINT fk_logged_model_metrics_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id), 
	CONSTRAINT fk_logged_model_metrics_model_id FOREIGN KEY(model_id) REFERENCES logged_models (model_id) ON DELETE CASCADE, 
	CONSTRAINT fk_logged_model_metrics_run_id FOREIGN KEY(run_id) REFERENCES runs (run_uuid) ON DELETE CASCADE
);
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/accuracy',1795910528024,0,4.44444444444444419772e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/loss',1795910528024,0,1.92210453020201788021e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/accuracy_tflite',1795910528024,0,4.44444444444444419772e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/accuracy_int8',1795910528024,0,4.44444444444444419772e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense/test_accuracy',1795910528024,0,2.8888888888888886175e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/accuracy_change',1795910528024,0,1.55555555555555558022e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/sparsity_global',1795910528024,0,0.5,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/sparsity_model',1795910528024,0,4.8524590163934422371e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/sparsity_layer/hidden',1795910528024,0,0.5,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/sparsity_layer/output',1795910528024,0,0.5,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/target_missed_by',1795910528024,0,0.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense/sparsity_global',1795910528024,0,0.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/mask_regrown',1795910528024,0,5.40540540540540570546e-02,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/keras',1795910528024,0,14652.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/keras_gzip',1795910528024,0,2819.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/tflite',1795910528024,0,4312.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/tflite_gzip',1795910528024,0,2332.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/int8',1795910528024,0,4312.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','size/int8_gzip',1795910528024,0,2335.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/keras',1795910528024,0,14652.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/keras_gzip',1795910528024,0,3742.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/tflite',1795910528024,0,4312.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/tflite_gzip',1795910528024,0,3233.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/int8',1795910528024,0,4312.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','dense_size/int8_gzip',1795910528024,0,3237.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/keras',1795910528024,0,1.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/keras_gzip',1795910528024,0,1.32742107130188013996e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/tflite',1795910528024,0,1.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/tflite_gzip',1795910528024,0,1.38636363636363646456e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/int8',1795910528024,0,1.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','compression/int8_gzip',1795910528024,0,1.38629550321199146445e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/params',1795910528024,0,610.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/nonzero_params',1795910528024,0,314.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/flops',1795910528024,0,1184.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/effective_flops',1795910528024,0,592.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/theoretical_speedup',1795910528024,0,2.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/training_flops_dense',1795910528024,0,10336320.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/training_flops',1795910528024,0,7.09289997628784179683e+06,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/dense_bytes',1795910528024,0,2440.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/bitmap_bytes',1795910528024,0,1330.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','cost/csr_bytes',1795910528024,0,1632.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/data_s',1795910528024,0,2.51685616996837779879e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/plan_s',1795910528024,0,1.58029465997969964519e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/model_s',1795910528024,0,3.58033120999607490375e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/dense_s',1795910528024,0,5.24301727299825870431e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/train_s',1795910528024,0,4.35305172700100229121e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','time/measure_s',1795910528024,0,1.85865243199805263429e+00,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/examples',1795910528024,0,180.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/classes',1795910528024,0,10.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/trivial_accuracy',1795910528024,0,0.1,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','val/trivial_accuracy',1795910528024,0,1.04938271604938265779e-01,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','test/classes_predicted',1795910528024,0,7.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-ce4abe4557274699b653cc1ff830eb02','final/outputs_short_of_weights',1795910528024,0,0.0,1,'015711f4519141efa51c5144b425d802',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/accuracy',1795910539944,0,4.5555555555555554692e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/loss',1795910539944,0,1.90538717574543414734e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/accuracy_tflite',1795910539944,0,4.5555555555555554692e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/accuracy_int8',1795910539944,0,4.5555555555555554692e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense/test_accuracy',1795910539944,0,2.8888888888888886175e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/accuracy_change',1795910539944,0,1.6666666666666668517e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/sparsity_global',1795910539944,0,0.5,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/sparsity_model',1795910539944,0,4.8524590163934422371e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/sparsity_layer/hidden',1795910539944,0,0.5,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/sparsity_layer/output',1795910539944,0,0.5,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/target_missed_by',1795910539944,0,0.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense/sparsity_global',1795910539944,0,0.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/mask_regrown',1795910539944,0,3.37837837837837856591e-03,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/keras',1795910539944,0,14652.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/keras_gzip',1795910539944,0,2817.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/tflite',1795910539944,0,4312.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/tflite_gzip',1795910539944,0,2335.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/int8',1795910539944,0,4312.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','size/int8_gzip',1795910539944,0,2339.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/keras',1795910539944,0,14652.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/keras_gzip',1795910539944,0,3742.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/tflite',1795910539944,0,4312.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/tflite_gzip',1795910539944,0,3233.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/int8',1795910539944,0,4312.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','dense_size/int8_gzip',1795910539944,0,3237.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/keras',1795910539944,0,1.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/keras_gzip',1795910539944,0,1.3283635072772452812e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/tflite',1795910539944,0,1.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/tflite_gzip',1795910539944,0,1.38458244111349038085e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/int8',1795910539944,0,1.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','compression/int8_gzip',1795910539944,0,1.38392475416844806801e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/params',1795910539944,0,610.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/nonzero_params',1795910539944,0,314.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/flops',1795910539944,0,1184.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/effective_flops',1795910539944,0,592.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/theoretical_speedup',1795910539944,0,2.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/training_flops_dense',1795910539944,0,10336320.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/training_flops',1795910539944,0,8.74582315731811523427e+06,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/dense_bytes',1795910539944,0,2440.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/bitmap_bytes',1795910539944,0,1330.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','cost/csr_bytes',1795910539944,0,1632.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/data_s',1795910539944,0,2.412368020013673231e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/plan_s',1795910539944,0,2.9110359100013738498e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/model_s',1795910539944,0,4.74743831000523641705e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/dense_s',1795910539944,0,2.56452866000472567975e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/train_s',1795910539944,0,5.01204051099921343848e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','time/measure_s',1795910539944,0,2.01953337700251722708e+00,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/examples',1795910539944,0,180.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/classes',1795910539944,0,10.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/trivial_accuracy',1795910539944,0,0.1,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','val/trivial_accuracy',1795910539944,0,1.04938271604938265779e-01,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','test/classes_predicted',1795910539944,0,7.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-49f3220281f347ec85ef7ab1c4053e81','final/outputs_short_of_weights',1795910539944,0,0.0,1,'0048d444c95547c9b325891cabab708c',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/accuracy',1795910552340,0,3.66666666666666640761e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/loss',1795910552340,0,2.01310544874933050607e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/accuracy_tflite',1795910552340,0,3.66666666666666640761e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/accuracy_int8',1795910552340,0,3.66666666666666640761e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense/test_accuracy',1795910552340,0,2.8888888888888886175e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/accuracy_change',1795910552340,0,7.77777777777777790113e-02,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/sparsity_global',1795910552340,0,0.5,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/sparsity_model',1795910552340,0,4.8524590163934422371e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/sparsity_layer/hidden',1795910552340,0,0.5,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/sparsity_layer/output',1795910552340,0,0.5,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/target_missed_by',1795910552340,0,0.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense/sparsity_global',1795910552340,0,0.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/mask_regrown',1795910552340,0,0.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/keras',1795910552340,0,14652.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/keras_gzip',1795910552340,0,2825.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/tflite',1795910552340,0,4312.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/tflite_gzip',1795910552340,0,2340.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/int8',1795910552340,0,4312.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','size/int8_gzip',1795910552340,0,2344.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/keras',1795910552340,0,14652.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/keras_gzip',1795910552340,0,3742.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/tflite',1795910552340,0,4312.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/tflite_gzip',1795910552340,0,3233.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/int8',1795910552340,0,4312.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','dense_size/int8_gzip',1795910552340,0,3237.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/keras',1795910552340,0,1.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/keras_gzip',1795910552340,0,1.32460176991150446745e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/tflite',1795910552340,0,1.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/tflite_gzip',1795910552340,0,1.38162393162393160039e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/int8',1795910552340,0,1.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','compression/int8_gzip',1795910552340,0,1.38097269624573382174e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/params',1795910552340,0,610.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/nonzero_params',1795910552340,0,314.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/flops',1795910552340,0,1184.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/effective_flops',1795910552340,0,592.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/theoretical_speedup',1795910552340,0,2.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/training_flops_dense',1795910552340,0,10336320.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/training_flops',1795910552340,0,7725600.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/dense_bytes',1795910552340,0,2440.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/bitmap_bytes',1795910552340,0,1330.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','cost/csr_bytes',1795910552340,0,1632.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/data_s',1795910552340,0,2.21587143998476676642e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/plan_s',1795910552340,0,2.36793044001387897878e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/model_s',1795910552340,0,4.0462198499881196767e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/dense_s',1795910552340,0,2.67967947998840827494e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/train_s',1795910552340,0,4.75873750999744515866e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','time/measure_s',1795910552340,0,2.42795293699964531697e+00,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/examples',1795910552340,0,180.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/classes',1795910552340,0,10.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/trivial_accuracy',1795910552340,0,0.1,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','val/trivial_accuracy',1795910552340,0,1.04938271604938265779e-01,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','test/classes_predicted',1795910552340,0,7.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-35682faa54064fb6815cb25859493e07','final/outputs_short_of_weights',1795910552340,0,0.0,1,'caf0aacec1304917ad7a14aae41b1538',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/accuracy',1795910563249,0,4.44444444444444419772e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/loss',1795910563249,0,1.87880913416544603755e+00,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/accuracy_tflite',1795910563249,0,4.44444444444444419772e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/accuracy_int8',1795910563249,0,4.44444444444444419772e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense/test_accuracy',1795910563249,0,2.8888888888888886175e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/accuracy_change',1795910563249,0,1.55555555555555558022e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/sparsity_global',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/sparsity_model',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/sparsity_layer/hidden',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/sparsity_layer/output',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/target_missed_by',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense/sparsity_global',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/keras',1795910563249,0,14652.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/keras_gzip',1795910563249,0,3746.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/tflite',1795910563249,0,4312.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/tflite_gzip',1795910563249,0,3242.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/int8',1795910563249,0,4312.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','size/int8_gzip',1795910563249,0,3245.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/keras',1795910563249,0,14652.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/keras_gzip',1795910563249,0,3742.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/tflite',1795910563249,0,4312.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/tflite_gzip',1795910563249,0,3233.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/int8',1795910563249,0,4312.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','dense_size/int8_gzip',1795910563249,0,3237.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/keras',1795910563249,0,1.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/keras_gzip',1795910563249,0,0.99893219434063,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/tflite',1795910563249,0,1.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/tflite_gzip',1795910563249,0,9.97223935842072806146e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/int8',1795910563249,0,1.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','compression/int8_gzip',1795910563249,0,9.97534668721109407663e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/params',1795910563249,0,610.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/nonzero_params',1795910563249,0,610.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/flops',1795910563249,0,1184.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/effective_flops',1795910563249,0,1184.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/theoretical_speedup',1795910563249,0,1.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/training_flops_dense',1795910563249,0,10336320.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/training_flops',1795910563249,0,10336320.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/dense_bytes',1795910563249,0,2440.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/bitmap_bytes',1795910563249,0,2514.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','cost/csr_bytes',1795910563249,0,3112.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/data_s',1795910563249,0,3.62488678998488467186e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/plan_s',1795910563249,0,0.238579431999824,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/model_s',1795910563249,0,4.73984636002569459378e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/dense_s',1795910563249,0,2.68375735999143216758e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/train_s',1795910563249,0,3.52129816900196601636e+00,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','time/measure_s',1795910563249,0,2.31281237200164468958e+00,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/examples',1795910563249,0,180.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/classes',1795910563249,0,10.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/trivial_accuracy',1795910563249,0,0.1,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','val/trivial_accuracy',1795910563249,0,1.04938271604938265779e-01,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','test/classes_predicted',1795910563249,0,8.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
INSERT INTO "logged_model_metrics" VALUES('m-3bbb8f7d19b74f518f805588130e8103','final/outputs_short_of_weights',1795910563249,0,0.0,1,'68f08a70493644429e6a94c5a43570a9',NULL,'digits','b399eded13d1d607b9e2937258f7b1d31762');
CREATE TABLE logged_model_params (
	model_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	param_key VARCHAR(255) NOT NULL, 
	param_value TEXT NOT NULL, 
	CONSTRAINT logged_model_params_pk PRIMARY KEY (model_id, param_key), 
	CONSTRAINT fk_logged_model_params_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id), 
	CONSTRAINT fk_logged_model_params_model_id FOREIGN KEY(model_id) REFERENCES logged_models (model_id) ON DELETE CASCADE
);
INSERT INTO "logged_model_params" VALUES('m-ce4abe4557274699b653cc1ff830eb02',1,'schedule.name','cosine');
INSERT INTO "logged_model_params" VALUES('m-ce4abe4557274699b653cc1ff830eb02',1,'target_sparsity','0.5');
INSERT INTO "logged_model_params" VALUES('m-ce4abe4557274699b653cc1ff830eb02',1,'seed','0');
INSERT INTO "logged_model_params" VALUES('m-49f3220281f347ec85ef7ab1c4053e81',1,'schedule.name','square');
INSERT INTO "logged_model_params" VALUES('m-49f3220281f347ec85ef7ab1c4053e81',1,'target_sparsity','0.5');
INSERT INTO "logged_model_params" VALUES('m-49f3220281f347ec85ef7ab1c4053e81',1,'seed','0');
INSERT INTO "logged_model_params" VALUES('m-35682faa54064fb6815cb25859493e07',1,'schedule.name','my_jump');
INSERT INTO "logged_model_params" VALUES('m-35682faa54064fb6815cb25859493e07',1,'target_sparsity','0.5');
INSERT INTO "logged_model_params" VALUES('m-35682faa54064fb6815cb25859493e07',1,'seed','0');
INSERT INTO "logged_model_params" VALUES('m-3bbb8f7d19b74f518f805588130e8103',1,'schedule.name','dense');
INSERT INTO "logged_model_params" VALUES('m-3bbb8f7d19b74f518f805588130e8103',1,'target_sparsity','0.0');
INSERT INTO "logged_model_params" VALUES('m-3bbb8f7d19b74f518f805588130e8103',1,'seed','0');
CREATE TABLE logged_model_tags (
	model_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	tag_key VARCHAR(255) NOT NULL, 
	tag_value TEXT NOT NULL, 
	CONSTRAINT logged_model_tags_pk PRIMARY KEY (model_id, tag_key), 
	CONSTRAINT fk_logged_model_tags_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id), 
	CONSTRAINT fk_logged_model_tags_model_id FOREIGN KEY(model_id) REFERENCES logged_models (model_id) ON DELETE CASCADE
);
CREATE TABLE logged_models (
	model_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(500) NOT NULL, 
	artifact_location VARCHAR(1000) NOT NULL, 
	creation_timestamp_ms BIGINT NOT NULL, 
	last_updated_timestamp_ms BIGINT NOT NULL, 
	status INTEGER NOT NULL, 
	lifecycle_stage VARCHAR(32), 
	model_type VARCHAR(500), 
	source_run_id VARCHAR(32), 
	status_message VARCHAR(1000), 
	CONSTRAINT logged_models_pk PRIMARY KEY (model_id), 
	CONSTRAINT logged_models_lifecycle_stage_check CHECK (lifecycle_stage IN ('active', 'deleted')), 
	CONSTRAINT fk_logged_models_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE
);
INSERT INTO "logged_models" VALUES('m-ce4abe4557274699b653cc1ff830eb02',1,'model','file://@HERE@/mlruns/pruning/models/m-ce4abe4557274699b653cc1ff830eb02/artifacts',1795910527829,1795910527910,2,'active',NULL,'015711f4519141efa51c5144b425d802',NULL);
INSERT INTO "logged_models" VALUES('m-49f3220281f347ec85ef7ab1c4053e81',1,'model','file://@HERE@/mlruns/pruning/models/m-49f3220281f347ec85ef7ab1c4053e81/artifacts',1795910539819,1795910539873,2,'active',NULL,'0048d444c95547c9b325891cabab708c',NULL);
INSERT INTO "logged_models" VALUES('m-35682faa54064fb6815cb25859493e07',1,'model','file://@HERE@/mlruns/pruning/models/m-35682faa54064fb6815cb25859493e07/artifacts',1795910552136,1795910552226,2,'active',NULL,'caf0aacec1304917ad7a14aae41b1538',NULL);
INSERT INTO "logged_models" VALUES('m-3bbb8f7d19b74f518f805588130e8103',1,'model','file://@HERE@/mlruns/pruning/models/m-3bbb8f7d19b74f518f805588130e8103/artifacts',1795910563046,1795910563139,2,'active',NULL,'68f08a70493644429e6a94c5a43570a9',NULL);
CREATE TABLE mcp_access_endpoints (
	id VARCHAR(36) NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	server_name VARCHAR(256) NOT NULL, 
	server_version VARCHAR(128), 
	server_alias VARCHAR(256), 
	url VARCHAR(2048) NOT NULL, 
	transport_type VARCHAR(32) DEFAULT 'streamable-http' NOT NULL, 
	created_by VARCHAR(256), 
	last_updated_by VARCHAR(256), 
	created_at BIGINT NOT NULL, 
	last_updated_at BIGINT NOT NULL, 
	CONSTRAINT mcp_access_endpoints_pk PRIMARY KEY (id), 
	CONSTRAINT mcp_access_endpoints_server_fkey FOREIGN KEY(workspace, server_name) REFERENCES mcp_servers (workspace, name) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mcp_server_aliases (
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	alias VARCHAR(256) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	CONSTRAINT mcp_server_aliases_pk PRIMARY KEY (workspace, name, alias), 
	CONSTRAINT mcp_server_aliases_server_fkey FOREIGN KEY(workspace, name) REFERENCES mcp_servers (workspace, name) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mcp_server_tags (
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(5000), 
	CONSTRAINT mcp_server_tags_pk PRIMARY KEY (workspace, name, "key"), 
	CONSTRAINT mcp_server_tags_server_fkey FOREIGN KEY(workspace, name) REFERENCES mcp_servers (workspace, name) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mcp_server_version_tags (
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(5000), 
	CONSTRAINT mcp_server_version_tags_pk PRIMARY KEY (workspace, name, version, "key"), 
	CONSTRAINT mcp_server_version_tags_version_fkey FOREIGN KEY(workspace, name, version) REFERENCES mcp_server_versions (workspace, name, version) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mcp_server_versions (
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	version_major INTEGER NOT NULL, 
	version_minor INTEGER NOT NULL, 
	version_patch INTEGER NOT NULL, 
	version_prerelease_sort_key VARCHAR(512) NOT NULL, 
	server_json JSON NOT NULL, 
	status VARCHAR(20) DEFAULT 'draft' NOT NULL, 
	tools JSON, 
	source VARCHAR(512), 
	connect_options JSON, 
	created_by VARCHAR(256), 
	last_updated_by VARCHAR(256), 
	created_at BIGINT NOT NULL, 
	last_updated_at BIGINT NOT NULL, 
	CONSTRAINT mcp_server_versions_pk PRIMARY KEY (workspace, name, version), 
	CONSTRAINT mcp_server_versions_server_fkey FOREIGN KEY(workspace, name) REFERENCES mcp_servers (workspace, name) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mcp_servers (
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	display_name VARCHAR(256), 
	description TEXT, 
	icons JSON, 
	created_by VARCHAR(256), 
	last_updated_by VARCHAR(256), 
	created_at BIGINT NOT NULL, 
	last_updated_at BIGINT NOT NULL, 
	CONSTRAINT mcp_servers_pk PRIMARY KEY (workspace, name)
);
CREATE TABLE "metrics" (
	"key" VARCHAR(250) NOT NULL, 
	value FLOAT NOT NULL, 
	timestamp BIGINT NOT NULL, 
	run_uuid VARCHAR(32) NOT NULL, 
	step BIGINT DEFAULT '0' NOT NULL, 
	is_nan BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT metric_pk PRIMARY KEY ("key", timestamp, step, run_uuid, value, is_nan), 
	FOREIGN KEY(run_uuid) REFERENCES runs (run_uuid), 
	CHECK (is_nan IN (0, 1))
);
INSERT INTO "metrics" VALUES('sweep/planned',4.0,1795910511539,'bde844c315be4126bf65c285af8fa91f',0,0);
INSERT INTO "metrics" VALUES('train/loss',2.26847743988037109375e+00,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',1.52577325701713562011e-01,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('val/loss',2.21335005760192871093e+00,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',2.65432089567184448242e-01,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('train/penalty',0.00709080696105957,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('val/penalty',6.948947906494140625e-03,1795910517052,'3cba420b3b9d4f7cb6e903589a4b5e6b',1,0);
INSERT INTO "metrics" VALUES('train/loss',2.15443706512451171875e+00,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',2.68728524446487426757e-01,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('val/loss',2.08434200286865234375e+00,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.14814805984497070312e-01,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('train/penalty',6.8700313568115234375e-03,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('val/penalty',6.801605224609375e-03,1795910517380,'3cba420b3b9d4f7cb6e903589a4b5e6b',2,0);
INSERT INTO "metrics" VALUES('test/accuracy',2.8888888888888886175e-01,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('test/loss',2.10783311261071082398e+00,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',2.8888888888888886175e-01,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',2.8888888888888886175e-01,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/keras',14652.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',3742.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/tflite',4312.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',3233.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/int8',4312.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',3237.0,1795910519289,'3cba420b3b9d4f7cb6e903589a4b5e6b',0,0);
INSERT INTO "metrics" VALUES('prune/planned',2.59101390838623046875e-04,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.25562791153788566589e-06,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',6.70230668038129806518e-03,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/planned',1.03580951690673828125e-03,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.68918918918914418014e-03,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-03,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-03,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.001953125,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',3.22663981933146715164e-04,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',7.70184071734547615051e-03,1795910523336,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/planned',0.00232851505279541,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.68918918918914418014e-03,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-03,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',1.68918918918918928295e-03,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.001953125,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.71184369921684265136e-04,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.65285191684961318969e-03,1795910523336,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/planned',4.13459539413452148437e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.37837837837839938259e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',5.06756756756756784887e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',1.68918918918918928295e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.00390625,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.17217423394322395324e-05,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.3424868062138557434e-03,1795910523336,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/planned',6.45023584365844726562e-03,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/achieved',6.75675675675679876519e-03,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.005859375,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.2499999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',4.94538107886910438537e-05,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.05510500818490982055e-02,1795910523336,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/planned',9.27066802978515625e-03,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.01351351351350871254e-02,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.009765625,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.2499999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.000237963191466406,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.96130946278572082519e-02,1795910523336,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/planned',1.25900804996490478515e-02,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.18243243243243423279e-02,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',5.06756756756756784887e-03,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.01171875,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.2499999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.8671188445296138525e-04,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.87567435204982757568e-02,1795910523336,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/planned',1.64015293121337890625e-02,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.52027027027027417105e-02,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.35135135135135142636e-02,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',5.06756756756756784887e-03,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.015625,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.2499999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.30543766217306256294e-05,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.84692144393920898437e-02,1795910523336,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/planned',2.06971764564514160156e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.19594594594594294534e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',2.36486486486486499614e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.52027027027027035466e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.021484375,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.50000000000000222044e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.16114999400451779365e-04,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',6.7810229957103729248e-02,1795910523336,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/planned',2.54680812358856201171e-02,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.36486486486486846558e-02,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',5.06756756756756784887e-03,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.0234375,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.50000000000000222044e-02,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.1570677927229553461e-04,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',6.73732459545135498046e-02,1795910523336,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/planned',3.07043492794036865234e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.04054054054053723987e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',5.06756756756756784887e-03,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.03125,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.50000000000000222044e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.000295354169793427,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',6.69832527637481689453e-02,1795910523336,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/planned',3.63951325416564941406e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.71621621621621711639e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.35135135135135142636e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',3.37837837837837856591e-03,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.037109375,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.74999999999999777955e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.20315763726830482482e-04,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',7.12816119194030761718e-02,1795910523336,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/planned',4.25286889076232910156e-02,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.71621621621621711639e-02,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-02,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.037109375,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.74999999999999777955e-02,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.49321233038790524005e-04,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',7.08849653601646423339e-02,1795910523336,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/planned',4.90922331809997558593e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.56081081081081141093e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',2.53378378378378392443e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.044921875,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',5.00000000000000444089e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.53393576713278889656e-04,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.09143260121345520019e-02,1795910523336,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/planned',0.0560721755027771,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.0557432432432432,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.056640625,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',5.00000000000000444089e-02,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',4.81163762742653489112e-04,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',0.0807713121175766,1795910523336,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/planned',6.34540915489196777343e-02,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.0625,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.0625,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0625,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.04420157894492149353e-04,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.2159519195556640625e-02,1795910523336,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/planned',7.12226331233978271484e-02,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/achieved',7.09459459459459429453e-02,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.0703125,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',7.4999999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.76013952679932117462e-03,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.23789834976196289062e-02,1795910523336,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/planned',7.93617367744445800781e-02,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/achieved',7.93918918918918858906e-02,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.080078125,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',7.4999999999999955591e-02,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.00536366319283843,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.14034417271614074707e-02,1795910523336,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/planned',8.78544747829437255859e-02,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/achieved',8.7837837837837828836e-02,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.087890625,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',8.75000000000000222044e-02,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',6.74813240766525268554e-03,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.6521320044994354248e-02,1795910523336,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/planned',0.0966833233833313,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/achieved',9.79729729729730269838e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.09765625,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',9.99999999999999777955e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.05440011247992515563e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',9.53794419765472412109e-02,1795910523336,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/planned',1.05829924345016479492e-01,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.04729729729729714726e-01,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.10546875,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',9.99999999999999777955e-02,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.18229854851961135864e-02,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',9.60232913494110107421e-02,1795910523336,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/planned',1.15275353193283081054e-01,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.14864864864864912874e-01,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.115234375,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.12500000000000044408e-01,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.32148535922169685363e-02,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',9.91730913519859313964e-02,1795910523336,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/planned',0.125,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.125,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.125,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.125,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.69198196381330490112e-02,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.15237317979335784912e-01,1795910523336,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/planned',1.34983748197555541992e-01,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.35135135135135087125e-01,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.134765625,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.37499999999999955591e-01,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.00496930629014968872e-02,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.24812297523021697998e-01,1795910523336,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/planned',1.45205855369567871093e-01,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.45270270270270285273e-01,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.14453125,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.50000000000000022204e-01,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.38821525126695632934e-02,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.2818603217601776123e-01,1795910523336,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/planned',1.55645191669464111328e-01,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.55405405405405372398e-01,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.15625,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.50000000000000022204e-01,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.74705402553081512451e-02,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.28332629799842834472e-01,1795910523336,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/planned',1.66280090808868408203e-01,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.65540540540540570546e-01,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.166015625,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.62499999999999977795e-01,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.89091262966394424438e-02,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.288051605224609375e-01,1795910523336,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/planned',1.77088499069213867187e-01,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.77364864864864912874e-01,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.177734375,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.75000000000000044408e-01,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',3.30122895538806915283e-02,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.37343451380729675292e-01,1795910523336,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/planned',1.88048034906387329101e-01,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.1875,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.1875,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.1875,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.0365661084651947,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.38534054160118103027e-01,1795910523336,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/planned',1.99135988950729370117e-01,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.99324324324324342327e-01,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.19921875,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.99999999999999955591e-01,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',4.20560687780380249023e-02,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.56190201640129089355e-01,1795910523336,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/planned',2.10329383611679077148e-01,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.11148648648648684655e-01,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.2109375,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.12500000000000022204e-01,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',4.50804606080055236816e-02,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.62464469671249389648e-01,1795910523336,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/planned',2.21604973077774047851e-01,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.21283783783783771781e-01,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.220703125,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.24999999999999977795e-01,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',4.72008995711803436279e-02,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.66058525443077087402e-01,1795910523336,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/planned',2.32939422130584716796e-01,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.33108108108108114109e-01,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.232421875,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.37500000000000044408e-01,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.31816743314266204833e-02,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.74414590001106262207e-01,1795910523336,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/planned',2.44309216737747192382e-01,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.44932432432432456437e-01,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.244140625,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.25,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.65575957298278808593e-02,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.79266631603240966796e-01,1795910523336,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/planned',2.55690813064575195312e-01,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.55067567567567543562e-01,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.255859375,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.25,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.88755533099174499511e-02,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.79946616291999816894e-01,1795910523336,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/planned',2.67060607671737670898e-01,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.6689189189189188589e-01,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.267578125,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.62499999999999955591e-01,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',6.26164600253105163574e-02,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.82516634464263916015e-01,1795910523336,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/planned',2.78395056724548339843e-01,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.78716216216216228218e-01,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.279296875,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.275,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',6.55253827571868896484e-02,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.10884258151054382324e-01,1795910523336,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/planned',2.89670646190643310546e-01,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.88851351351351315344e-01,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.2890625,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.2875,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.0710180476307869,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.12265998125076293945e-01,1795910523336,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/planned',3.00864011049270629882e-01,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.00675675675675657672e-01,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.30078125,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.00000000000000044408e-01,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',7.41053149104118347167e-02,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.13315412402153015136e-01,1795910523336,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/planned',3.11951935291290283203e-01,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.3125,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.3125,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.3125,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',7.52903148531913757324e-02,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.20081180334091186523e-01,1795910523336,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/planned',3.22911471128463745117e-01,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.22635135135135087125e-01,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.322265625,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.24999999999999955591e-01,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',7.76885673403739929199e-02,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.25989133119583129882e-01,1795910523336,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/planned',3.33719909191131591796e-01,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.34459459459459429453e-01,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.18243243243243249807e-02,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.333984375,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.3375,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',8.02606493234634399414e-02,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.31774270534515380859e-01,1795910523336,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/planned',3.44354778528213500976e-01,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.44594594594594627601e-01,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.34375,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.35,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',8.25425982475280761718e-02,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.33962804079055786132e-01,1795910523336,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/planned',3.54794144630432128906e-01,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.54729729729729714726e-01,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.35546875,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.35,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',8.36724415421485900878e-02,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.34236031770706176757e-01,1795910523336,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/planned',3.65016281604766845703e-01,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.64864864864864912874e-01,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.365234375,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.62500000000000044408e-01,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',8.65285992622375488281e-02,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.39503711462020874023e-01,1795910523336,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/planned',0.375,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.375,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.375,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.375,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',0.090290367603302,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.41087958216667175292e-01,1795910523336,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('train/loss',2.03997182846069335937e+00,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',3.55326473712921142578e-01,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('val/loss',2.00658679008483886718e+00,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.51851850748062133789e-01,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('train/penalty',6.5715312957763671875e-03,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('val/penalty',0.00596928596496582,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.375,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.375,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.375,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.375,1795910523336,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/planned',3.8472467660903930664e-01,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.85135135135135087125e-01,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.384765625,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.87499999999999955591e-01,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.39730480313301086425e-02,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.55480915307998657226e-01,1795910523779,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/planned',3.94170105457305908203e-01,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.95270270270270285273e-01,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.39453125,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.56515744328498840332e-02,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.57157772779464721679e-01,1795910523779,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/planned',4.03316676616668701171e-01,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.402027027027027,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.40234375,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.79794338345527648925e-02,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.57122784852981567382e-01,1795910523779,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/planned',4.12145525217056274414e-01,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.12162162162162171163e-01,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.01351351351351356977e-02,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.412109375,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4125,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.91359055042266845703e-02,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.62058466672897338867e-01,1795910523779,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/planned',4.20638293027877807617e-01,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.20608108108108114109e-01,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.419921875,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.25000000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.00952930748462677001e-01,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.77706027030944824218e-01,1795910523779,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/planned',4.28777366876602172851e-01,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.29054054054054057054e-01,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.4296875,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.25000000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.01840883493423461914e-01,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.76822805404663085937e-01,1795910523779,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/planned',4.36545908451080322265e-01,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.4375,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.44594594594594641479e-03,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.4375,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4375,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.04130066931247711181e-01,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.95431107282638549804e-01,1795910523779,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/planned',4.4392782449722290039e-01,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.44256756756756798765e-01,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.443359375,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.49999999999999955591e-01,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.05215936899185180664e-01,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.14181059598922729492e-01,1795910523779,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/planned',4.5090776681900024414e-01,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.51013513513513486508e-01,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.451171875,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.49999999999999955591e-01,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.07929065823554992675e-01,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.14314156770706176757e-01,1795910523779,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/planned',4.57471311092376708984e-01,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.57770270270270285273e-01,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.45703125,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4625,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.08544543385505676269e-01,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.14464300870895385742e-01,1795910523779,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/planned',4.63604837656021118164e-01,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.62837837837837828836e-01,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',5.06756756756756784887e-03,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',5.06756756756756784887e-03,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.462890625,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4625,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.10425829887390136718e-01,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.14701974391937255859e-01,1795910523779,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/planned',4.69295650720596313476e-01,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.69594594594594627601e-01,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.46875,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.475,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.13445878028869628906e-01,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.24752628803253173828e-01,1795910523779,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/planned',4.74531918764114379882e-01,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.74662162162162171163e-01,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',5.06756756756756784887e-03,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',5.06756756756756784887e-03,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.474609375,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.475,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.15457251667976379394e-01,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.2411104440689086914e-01,1795910523779,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/planned',4.79302823543548583984e-01,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.78040540540540570546e-01,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.478515625,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.475,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.16193309426307678222e-01,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.23408901691436767578e-01,1795910523779,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/planned',4.83598470687866210937e-01,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.84797297297297258289e-01,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.75675675675675713183e-03,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.484375,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.87500000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.17343276739120483398e-01,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.22907149791717529296e-01,1795910523779,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/planned',4.87409949302673339843e-01,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.88175675675675657672e-01,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.48828125,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.87500000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.18357673287391662597e-01,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.22249650955200195312e-01,1795910523779,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/planned',4.9072933197021484375e-01,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.89864864864864912874e-01,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.490234375,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.87500000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.19041793048381805419e-01,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.21673691272735595703e-01,1795910523779,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/planned',4.93549764156341552734e-01,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.93243243243243201234e-01,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.494140625,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',4.87500000000000044408e-01,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.19578570127487182617e-01,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.21051508188247680664e-01,1795910523779,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/planned',4.9586543440818786621e-01,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.96621621621621600617e-01,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-03,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.49609375,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.20196223258972167968e-01,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.37222903966903686523e-01,1795910523779,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/planned',4.97671484947204589843e-01,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.98310810810810855819e-01,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.498046875,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.20276935398578643798e-01,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.38238179683685302734e-01,1795910523779,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/planned',4.98964220285415649414e-01,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.98310810810810855819e-01,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',0.0,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',0.0,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.498046875,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.19997836649417877197e-01,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.39284360408782958984e-01,1795910523779,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/planned',4.99740898609161376953e-01,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.5,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.68918918918918928295e-03,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.5,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.19951933622360229492e-01,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.40319156646728515625e-01,1795910523779,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/planned',0.5,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.5,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',0.0,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',0.0,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.5,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.1922616511583328247e-01,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.41346770524978637695e-01,1795910523779,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('train/loss',1.94881582260131835937e+00,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',4.446735382080078125e-01,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('val/loss',1.89415717124938964843e+00,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',4.6913579106330871582e-01,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('train/penalty',5.4569244384765625e-03,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('val/penalty',5.39624691009521484375e-03,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.5,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.5,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.5,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.5,1795910523779,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.13062572479248046875e+00,1795910527529,'015711f4519141efa51c5144b425d802',1,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.13062572479248046875e+00,1795910527529,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.04374217987060546875e+00,1795910527529,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',2,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.04374217987060546875e+00,1795910527529,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.14267420768737792968e+00,1795910527529,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',21.0,1795910527529,'015711f4519141efa51c5144b425d802',3,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.14267420768737792968e+00,1795910527529,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.08300137519836425781e+00,1795910527529,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',4,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08300137519836425781e+00,1795910527529,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.1256313323974609375e+00,1795910527529,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',11.0,1795910527529,'015711f4519141efa51c5144b425d802',5,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.1256313323974609375e+00,1795910527529,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.08798456192016601562e+00,1795910527529,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',6,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08798456192016601562e+00,1795910527529,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.12883591651916503906e+00,1795910527529,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',7,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.12883591651916503906e+00,1795910527529,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.94383740425109863281e+00,1795910527529,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',8,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.94383740425109863281e+00,1795910527529,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05348491668701171875e+00,1795910527529,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',71.0,1795910527529,'015711f4519141efa51c5144b425d802',9,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05348491668701171875e+00,1795910527529,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.14361619949340820312e+00,1795910527529,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',11.0,1795910527529,'015711f4519141efa51c5144b425d802',10,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.14361619949340820312e+00,1795910527529,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02550840377807617187e+00,1795910527529,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',11,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02550840377807617187e+00,1795910527529,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.1182880401611328125e+00,1795910527529,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',21.0,1795910527529,'015711f4519141efa51c5144b425d802',12,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.1182880401611328125e+00,1795910527529,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.111392974853515625e+00,1795910527529,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',13,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.111392974853515625e+00,1795910527529,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.10763692855834960937e+00,1795910527529,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',14,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.10763692855834960937e+00,1795910527529,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02819323539733886718e+00,1795910527529,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',15,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02819323539733886718e+00,1795910527529,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.08816790580749511718e+00,1795910527529,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',13.0,1795910527529,'015711f4519141efa51c5144b425d802',16,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08816790580749511718e+00,1795910527529,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05541396141052246093e+00,1795910527529,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',17,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05541396141052246093e+00,1795910527529,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97454619407653808593e+00,1795910527529,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',18,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97454619407653808593e+00,1795910527529,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.95886206626892089843e+00,1795910527529,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',19,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.95886206626892089843e+00,1795910527529,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05234599113464355468e+00,1795910527529,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',57.0,1795910527529,'015711f4519141efa51c5144b425d802',20,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05234599113464355468e+00,1795910527529,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05462336540222167968e+00,1795910527529,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',21,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05462336540222167968e+00,1795910527529,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.03146243095397949218e+00,1795910527529,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',22,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.03146243095397949218e+00,1795910527529,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.07917690277099609375e+00,1795910527529,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',23,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.07917690277099609375e+00,1795910527529,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02208280563354492187e+00,1795910527529,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',24,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02208280563354492187e+00,1795910527529,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.00670456886291503906e+00,1795910527529,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',25,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.00670456886291503906e+00,1795910527529,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.06394457817077636718e+00,1795910527529,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',12.0,1795910527529,'015711f4519141efa51c5144b425d802',26,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.06394457817077636718e+00,1795910527529,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.10080695152282714843e+00,1795910527529,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',27,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.10080695152282714843e+00,1795910527529,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.89908909797668457031e+00,1795910527529,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',28,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.89908909797668457031e+00,1795910527529,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.04734277725219726562e+00,1795910527529,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',56.0,1795910527529,'015711f4519141efa51c5144b425d802',29,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.04734277725219726562e+00,1795910527529,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.00768375396728515625e+00,1795910527529,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',30,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.00768375396728515625e+00,1795910527529,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.03706097602844238281e+00,1795910527529,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',11.0,1795910527529,'015711f4519141efa51c5144b425d802',31,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.03706097602844238281e+00,1795910527529,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.96127438545227050781e+00,1795910527529,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',32,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.96127438545227050781e+00,1795910527529,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.0057430267333984375e+00,1795910527529,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',44.0,1795910527529,'015711f4519141efa51c5144b425d802',33,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.0057430267333984375e+00,1795910527529,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97827291488647460937e+00,1795910527529,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',34,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97827291488647460937e+00,1795910527529,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.021358489990234375e+00,1795910527529,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',35.0,1795910527529,'015711f4519141efa51c5144b425d802',35,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.021358489990234375e+00,1795910527529,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.10313367843627929687e+00,1795910527529,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',36,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.10313367843627929687e+00,1795910527529,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97276043891906738281e+00,1795910527529,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',37,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97276043891906738281e+00,1795910527529,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97930407524108886718e+00,1795910527529,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',34.0,1795910527529,'015711f4519141efa51c5144b425d802',38,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97930407524108886718e+00,1795910527529,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.03221201896667480468e+00,1795910527529,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',31.0,1795910527529,'015711f4519141efa51c5144b425d802',39,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.03221201896667480468e+00,1795910527529,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05928635597229,1795910527529,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',40,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05928635597229,1795910527529,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.95675611495971679687e+00,1795910527529,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',41,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.95675611495971679687e+00,1795910527529,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.98021745681762695312e+00,1795910527529,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',35.0,1795910527529,'015711f4519141efa51c5144b425d802',42,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.98021745681762695312e+00,1795910527529,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.87685155868530273437e+00,1795910527529,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',43,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.87685155868530273437e+00,1795910527529,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.04416894912719726562e+00,1795910527529,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',48.0,1795910527529,'015711f4519141efa51c5144b425d802',44,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.04416894912719726562e+00,1795910527529,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05763912200927734375e+00,1795910527529,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',45,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05763912200927734375e+00,1795910527529,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.07407522201538085937e+00,1795910527529,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',46,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.07407522201538085937e+00,1795910527529,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02338314056396484375e+00,1795910527529,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',47,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02338314056396484375e+00,1795910527529,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97172188758850097656e+00,1795910527529,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',48,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97172188758850097656e+00,1795910527529,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.99007880687713623046e+00,1795910527529,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',23.0,1795910527529,'015711f4519141efa51c5144b425d802',49,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.99007880687713623046e+00,1795910527529,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.00745713710784912109e+00,1795910527529,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',18.0,1795910527529,'015711f4519141efa51c5144b425d802',50,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.00745713710784912109e+00,1795910527529,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.93887448310852050781e+00,1795910527529,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',51,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.93887448310852050781e+00,1795910527529,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.94617509841918945312e+00,1795910527529,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',28.0,1795910527529,'015711f4519141efa51c5144b425d802',52,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.94617509841918945312e+00,1795910527529,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.0259863138198852539e+00,1795910527529,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',24.0,1795910527529,'015711f4519141efa51c5144b425d802',53,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.0259863138198852539e+00,1795910527529,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.98258030414581298828e+00,1795910527529,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',54,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.98258030414581298828e+00,1795910527529,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.96023571491241455078e+00,1795910527529,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',55,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.96023571491241455078e+00,1795910527529,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.08663785457611083984e+00,1795910527529,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',21.0,1795910527529,'015711f4519141efa51c5144b425d802',56,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08663785457611083984e+00,1795910527529,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.04961121082305908203e+00,1795910527529,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',57,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.04961121082305908203e+00,1795910527529,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02200162410736083984e+00,1795910527529,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',58,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02200162410736083984e+00,1795910527529,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.06595468521118164062e+00,1795910527529,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',59,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.06595468521118164062e+00,1795910527529,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.99527120590209960937e+00,1795910527529,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',60,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.99527120590209960937e+00,1795910527529,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.91964137554168701171e+00,1795910527529,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',61,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.91964137554168701171e+00,1795910527529,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.05570614337921142578e+00,1795910527529,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',22.0,1795910527529,'015711f4519141efa51c5144b425d802',62,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.05570614337921142578e+00,1795910527529,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.8837591409683227539e+00,1795910527529,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',63,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.8837591409683227539e+00,1795910527529,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.88588607311248779296e+00,1795910527529,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',27.0,1795910527529,'015711f4519141efa51c5144b425d802',64,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.88588607311248779296e+00,1795910527529,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.06552636623382568359e+00,1795910527529,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',26.0,1795910527529,'015711f4519141efa51c5144b425d802',65,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.06552636623382568359e+00,1795910527529,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.1135622262954711914e+00,1795910527529,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',10.0,1795910527529,'015711f4519141efa51c5144b425d802',66,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.1135622262954711914e+00,1795910527529,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.88469684123992919921e+00,1795910527529,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910527529,'015711f4519141efa51c5144b425d802',67,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.88469684123992919921e+00,1795910527529,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.93624913692474365234e+00,1795910527529,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',23.0,1795910527529,'015711f4519141efa51c5144b425d802',68,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.93624913692474365234e+00,1795910527529,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.94435236454010018647e+00,1795910527529,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',11.0,1795910527529,'015711f4519141efa51c5144b425d802',69,0);
INSERT INTO "metrics" VALUES('test/accuracy',4.44444444444444419772e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/loss',1.92210453020201788021e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',4.44444444444444419772e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',4.44444444444444419772e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_change',1.55555555555555558022e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_global',0.5,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/output',0.5,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/target_missed_by',0.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense/sparsity_global',0.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/mask_regrown',5.40540540540540570546e-02,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/keras',14652.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',2819.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/tflite',4312.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',2332.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/int8',4312.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',2335.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras',14652.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras_gzip',3742.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite',4312.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8',4312.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8_gzip',3237.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/keras',1.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/keras_gzip',1.32742107130188013996e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/tflite',1.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/tflite_gzip',1.38636363636363646456e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/int8',1.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('compression/int8_gzip',1.38629550321199146445e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/params',610.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/nonzero_params',314.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/flops',1184.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/effective_flops',592.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/theoretical_speedup',2.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops_dense',10336320.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops',7.09289997628784179683e+06,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/dense_bytes',2440.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/bitmap_bytes',1330.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('cost/csr_bytes',1632.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.51685616996837779879e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',1.58029465997969964519e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/model_s',3.58033120999607490375e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',5.24301727299825870431e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/train_s',4.35305172700100229121e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',1.85865243199805263429e+00,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/examples',180.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/classes',10.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/trivial_accuracy',0.1,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('test/classes_predicted',7.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('final/outputs_short_of_weights',0.0,1795910528024,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.51685616996837779879e-01,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',1.58029465997969964519e-01,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/model_s',3.58033120999607490375e-01,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',5.24301727299825870431e+00,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/train_s',4.35305172700100229121e+00,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',1.85865243199805263429e+00,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/track_s',2.36588311399827944114e+00,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/cpu_s',7.580646691,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('time/cpu_training_s',4.897758411,1795910528109,'015711f4519141efa51c5144b425d802',0,0);
INSERT INTO "metrics" VALUES('prune/planned',4.99999523162841796875e-03,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/achieved',5.06756756756754356274e-03,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',5.06756756756756784887e-03,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',5.06756756756756784887e-03,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.005859375,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.0,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.76674873020965605974e-05,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',9.10941790789365768432e-03,1795910535808,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/planned',2.00000107288360595703e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.02702702702702852732e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',2.19594594594594606784e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',1.85810810810810821125e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',3.37837837837837856591e-03,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.01953125,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',2.50000000000000222044e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',8.01813439466059207916e-05,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',6.51483833789825439453e-02,1795910535808,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/planned',4.50000166893005371093e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.56081081081081141093e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',2.53378378378378392443e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',2.53378378378378392443e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.044921875,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',5.00000000000000444089e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',3.11701849568635225296e-04,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',7.27508068084716796875e-02,1795910535808,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/planned',8.00000131130218505859e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/achieved',7.93918918918918858906e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',3.37837837837837856591e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',3.37837837837837856591e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.080078125,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',7.4999999999999955591e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.92382314708083868026e-03,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',8.03897529840469360351e-02,1795910535808,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/planned',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',4.56081081081081071704e-02,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',4.56081081081081071704e-02,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.49908913299441337585e-02,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.21774047613143920898e-01,1795910535808,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('train/loss',2.03226494789123535156e+00,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',3.62886607646942138671e-01,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('val/loss',1.97179520130157470703e+00,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.70370358228683471679e-01,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('train/penalty',6.7179203033447265625e-03,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('val/penalty',6.65378570556640625e-03,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.125,1795910535808,'0048d444c95547c9b325891cabab708c',1,0);
INSERT INTO "metrics" VALUES('prune/planned',1.80000007152557373046e-01,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/achieved',1.79054054054054057054e-01,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',5.40540540540540570546e-02,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',5.40540540540540570546e-02,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.1796875,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',1.75000000000000044408e-01,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',2.96062137931585311889e-02,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.43229827284812927246e-01,1795910536078,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/planned',2.45000004768371582031e-01,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/achieved',2.44932432432432456437e-01,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',6.5878378378378371627e-02,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',6.5878378378378371627e-02,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.244140625,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.25,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',5.11926487088203430175e-02,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',1.87942042946815490722e-01,1795910536078,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/planned',0.320000022649765,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/achieved',3.20945945945945942945e-01,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',7.60135135135135142636e-02,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',7.60135135135135142636e-02,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.3203125,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',3.24999999999999955591e-01,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',7.06762447953224182128e-02,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.21672400832176208496e-01,1795910536078,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/planned',4.04999971389770507812e-01,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/achieved',4.03716216216216228218e-01,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',8.27702702702702713954e-02,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',8.27702702702702713954e-02,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.404296875,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.4,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',9.46685820817947387695e-02,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',2.49587222933769226074e-01,1795910536078,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/planned',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',9.62837837837837856591e-02,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',9.62837837837837856591e-02,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.16375140845775604248e-01,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.49025249481201171875e-01,1795910536078,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('train/loss',1.92940437793731689453e+00,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',4.18556690216064453125e-01,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('val/loss',1.87199175357818603515e+00,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',5.06172835826873779296e-01,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('train/penalty',6.309986114501953125e-03,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('val/penalty',5.4337978363037109375e-03,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.5,1795910536078,'0048d444c95547c9b325891cabab708c',2,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08574986457824707031e+00,1795910539612,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.08077579074435758954e+00,1795910539612,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',9,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.08077579074435758954e+00,1795910539612,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.02736790974934910636e+00,1795910539612,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',18,0);
INSERT INTO "metrics" VALUES('prune/loss_before',2.02736790974934910636e+00,1795910539612,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.99944366349114321934e+00,1795910539612,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',27,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.99944366349114321934e+00,1795910539612,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.97631510098775220463e+00,1795910539612,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',36,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.97631510098775220463e+00,1795910539612,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.96128033267127133143e+00,1795910539612,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',45,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.96128033267127133143e+00,1795910539612,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.98942103650834822836e+00,1795910539612,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',15.0,1795910539612,'0048d444c95547c9b325891cabab708c',54,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.98942103650834822836e+00,1795910539612,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.934366305669148689e+00,1795910539612,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',63,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.934366305669148689e+00,1795910539612,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.92249782880147290775e+00,1795910539612,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',72,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.92249782880147290775e+00,1795910539612,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.89237958855099153154e+00,1795910539612,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',81,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.89237958855099153154e+00,1795910539612,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/loss_after',1.80442190170288085937e+00,1795910539612,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',0.0,1795910539612,'0048d444c95547c9b325891cabab708c',90,0);
INSERT INTO "metrics" VALUES('test/accuracy',4.5555555555555554692e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/loss',1.90538717574543414734e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',4.5555555555555554692e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',4.5555555555555554692e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_change',1.6666666666666668517e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_global',0.5,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/output',0.5,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/target_missed_by',0.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense/sparsity_global',0.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/mask_regrown',3.37837837837837856591e-03,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/keras',14652.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',2817.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/tflite',4312.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',2335.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/int8',4312.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',2339.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras',14652.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras_gzip',3742.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite',4312.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8',4312.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8_gzip',3237.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/keras',1.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/keras_gzip',1.3283635072772452812e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/tflite',1.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/tflite_gzip',1.38458244111349038085e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/int8',1.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('compression/int8_gzip',1.38392475416844806801e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/params',610.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/nonzero_params',314.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/flops',1184.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/effective_flops',592.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/theoretical_speedup',2.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops_dense',10336320.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops',8.74582315731811523427e+06,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/dense_bytes',2440.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/bitmap_bytes',1330.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('cost/csr_bytes',1632.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.412368020013673231e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',2.9110359100013738498e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.74743831000523641705e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.56452866000472567975e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/train_s',5.01204051099921343848e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.01953337700251722708e+00,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/examples',180.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/classes',10.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/trivial_accuracy',0.1,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('test/classes_predicted',7.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('final/outputs_short_of_weights',0.0,1795910539944,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.412368020013673231e-01,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',2.9110359100013738498e-01,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.74743831000523641705e-01,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.56452866000472567975e-01,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/train_s',5.01204051099921343848e+00,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.01953337700251722708e+00,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/track_s',1.8413510659993335139e+00,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/cpu_s',5.356847767,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('time/cpu_training_s',2.619856958,1795910539997,'0048d444c95547c9b325891cabab708c',0,0);
INSERT INTO "metrics" VALUES('prune/planned',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/achieved',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/mask_churn',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/mask_pruned',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/mask_regrown',0.0,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/sparsity/hidden',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/sparsity/output',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/threshold/hidden',1.24807707965373992919e-01,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/threshold/output',3.31569820642471313476e-01,1795910547012,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('train/loss',2.03364109992980957031e+00,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',3.67010295391082763671e-01,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('val/loss',2.05860495567321777343e+00,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.51851850748062133789e-01,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('train/penalty',6.7040920257568359375e-03,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('val/penalty',5.2921772003173828125e-03,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.5,1795910547012,'caf0aacec1304917ad7a14aae41b1538',1,0);
INSERT INTO "metrics" VALUES('train/loss',2.02201032638549804687e+00,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',3.59450161457061767578e-01,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('val/loss',1.98950529098510742187e+00,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.76543223857879638671e-01,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('train/penalty',5.32054901123046875e-03,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('val/penalty',5.34737110137939453125e-03,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.5,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.5,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.5,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.5,1795910547396,'caf0aacec1304917ad7a14aae41b1538',2,0);
INSERT INTO "metrics" VALUES('prune/loss_before',1.98470067977905273437e+00,1795910551880,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/loss_after',2.03532831668853742002e+00,1795910551880,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('prune/recovery_steps',45.0,1795910551880,'caf0aacec1304917ad7a14aae41b1538',46,0);
INSERT INTO "metrics" VALUES('test/accuracy',3.66666666666666640761e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/loss',2.01310544874933050607e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',3.66666666666666640761e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',3.66666666666666640761e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_change',7.77777777777777790113e-02,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_global',0.5,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_model',4.8524590163934422371e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/hidden',0.5,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/output',0.5,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/target_missed_by',0.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense/sparsity_global',0.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/mask_regrown',0.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/keras',14652.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',2825.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/tflite',4312.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',2340.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/int8',4312.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',2344.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras',14652.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras_gzip',3742.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite',4312.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8',4312.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8_gzip',3237.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/keras',1.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/keras_gzip',1.32460176991150446745e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/tflite',1.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/tflite_gzip',1.38162393162393160039e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/int8',1.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('compression/int8_gzip',1.38097269624573382174e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/params',610.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/nonzero_params',314.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/flops',1184.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/effective_flops',592.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/theoretical_speedup',2.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops_dense',10336320.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops',7725600.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/dense_bytes',2440.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/bitmap_bytes',1330.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('cost/csr_bytes',1632.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.21587143998476676642e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',2.36793044001387897878e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.0462198499881196767e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.67967947998840827494e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/train_s',4.75873750999744515866e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.42795293699964531697e+00,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/examples',180.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/classes',10.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/trivial_accuracy',0.1,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('test/classes_predicted',7.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('final/outputs_short_of_weights',0.0,1795910552340,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/data_s',2.21587143998476676642e-01,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',2.36793044001387897878e-01,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.0462198499881196767e-01,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.67967947998840827494e-01,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/train_s',4.75873750999744515866e+00,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.42795293699964531697e+00,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/track_s',2.53162902699841652065e+00,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/cpu_s',5.59195593,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('time/cpu_training_s',2.54253692100000039388e+00,1795910552419,'caf0aacec1304917ad7a14aae41b1538',0,0);
INSERT INTO "metrics" VALUES('train/loss',2.03301668167114257812e+00,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',3.67010295391082763671e-01,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('val/loss',1.9740428924560546875e+00,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',3.51851850748062133789e-01,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('train/penalty',0.00671839714050293,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('val/penalty',6.6673755645751953125e-03,1795910558809,'68f08a70493644429e6a94c5a43570a9',1,0);
INSERT INTO "metrics" VALUES('train/loss',1.91710329055786132812e+00,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',4.19243991374969482421e-01,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('val/loss',1.84798800945281982421e+00,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',4.25925940275192260742e-01,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('train/penalty',6.64961338043212890625e-03,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('val/penalty',6.6430568695068359375e-03,1795910559148,'68f08a70493644429e6a94c5a43570a9',2,0);
INSERT INTO "metrics" VALUES('test/accuracy',4.44444444444444419772e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/loss',1.87880913416544603755e+00,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',4.44444444444444419772e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',4.44444444444444419772e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense/test_accuracy',2.8888888888888886175e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_change',1.55555555555555558022e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_global',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_model',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/hidden',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/sparsity_layer/output',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/target_missed_by',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense/sparsity_global',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/keras',14652.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',3746.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/tflite',4312.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',3242.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/int8',4312.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',3245.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras',14652.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/keras_gzip',3742.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite',4312.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/tflite_gzip',3233.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8',4312.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('dense_size/int8_gzip',3237.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/keras',1.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/keras_gzip',0.99893219434063,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/tflite',1.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/tflite_gzip',9.97223935842072806146e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/int8',1.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('compression/int8_gzip',9.97534668721109407663e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/params',610.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/nonzero_params',610.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/flops',1184.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/effective_flops',1184.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/theoretical_speedup',1.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops_dense',10336320.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/training_flops',10336320.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/dense_bytes',2440.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/bitmap_bytes',2514.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('cost/csr_bytes',3112.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/data_s',3.62488678998488467186e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',0.238579431999824,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.73984636002569459378e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.68375735999143216758e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/train_s',3.52129816900196601636e+00,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.31281237200164468958e+00,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/examples',180.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/classes',10.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/trivial_accuracy',0.1,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('val/trivial_accuracy',1.04938271604938265779e-01,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('test/classes_predicted',8.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('final/outputs_short_of_weights',0.0,1795910563249,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/data_s',3.62488678998488467186e-01,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/plan_s',0.238579431999824,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/model_s',4.73984636002569459378e-01,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/dense_s',2.68375735999143216758e-01,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/train_s',3.52129816900196601636e+00,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/measure_s',2.31281237200164468958e+00,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/track_s',1.75829539899859810248e+00,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/cpu_s',4.713355128,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('time/cpu_training_s',1.831385551,1795910563327,'68f08a70493644429e6a94c5a43570a9',0,0);
INSERT INTO "metrics" VALUES('sweep/finished',4.0,1795910563610,'bde844c315be4126bf65c285af8fa91f',0,0);
INSERT INTO "metrics" VALUES('sweep/failed',0.0,1795910563610,'bde844c315be4126bf65c285af8fa91f',0,0);
INSERT INTO "metrics" VALUES('sweep/skipped',0.0,1795910563610,'bde844c315be4126bf65c285af8fa91f',0,0);
INSERT INTO "metrics" VALUES('train/loss',6.42115831375122070312e-01,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',6.62551462650299072265e-01,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('val/loss',5.83745121955871582031e-01,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',6.85185194015502929687e-01,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('train/penalty',0.00201261043548584,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('val/penalty',2.0120143890380859375e-03,1795910596549,'bec6b006fea94f78983c92c368a2e98e',1,0);
INSERT INTO "metrics" VALUES('train/loss',6.07855141162872314453e-01,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',6.83127582073211669921e-01,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('val/loss',5.49606084823608398437e-01,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',7.22222208976745605468e-01,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('train/penalty',2.01141834259033203125e-03,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('val/penalty',2.0115375518798828125e-03,1795910596705,'bec6b006fea94f78983c92c368a2e98e',2,0);
INSERT INTO "metrics" VALUES('test/accuracy',6.83333333333333348136e-01,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('test/loss',6.00319041901578476227e-01,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_tflite',6.83333333333333348136e-01,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('test/accuracy_int8',6.83333333333333348136e-01,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/keras',12552.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/keras_gzip',1691.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/tflite',1972.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/tflite_gzip',1116.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/int8',1972.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('size/int8_gzip',1121.0,1795910627121,'bec6b006fea94f78983c92c368a2e98e',0,0);
INSERT INTO "metrics" VALUES('train/loss',5.76851546764373779296e-01,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('train/accuracy',7.07818925380706787109e-01,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('val/loss',5.17230510711669921875e-01,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('val/accuracy',7.5925928354263305664e-01,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('train/penalty',2.01183557510375976562e-03,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('val/penalty',2.01231241226196289062e-03,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.0,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.0,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.0,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.0,1795910629444,'7e2763a29fe94f3aa4a47dfa415ef4dc',1,0);
INSERT INTO "metrics" VALUES('train/loss',0.5484619140625,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('train/accuracy',7.30452656745910644531e-01,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('val/loss',4.88104104995727539062e-01,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('val/accuracy',7.96296298503875732421e-01,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('train/penalty',2.0139217376708984375e-03,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('val/penalty',2.01600790023803710937e-03,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.0,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.0,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.0,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.0,1795910629571,'7e2763a29fe94f3aa4a47dfa415ef4dc',2,0);
INSERT INTO "metrics" VALUES('train/loss',5.22415459156036376953e-01,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('train/accuracy',7.57201671600341796875e-01,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('val/loss',4.62673902511596679687e-01,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('val/accuracy',8.14814805984497070312e-01,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('train/penalty',2.01827287673950195312e-03,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('val/penalty',2.02143192291259765625e-03,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.0,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.0,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.0,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.0,1795910629701,'7e2763a29fe94f3aa4a47dfa415ef4dc',3,0);
INSERT INTO "metrics" VALUES('train/loss',4.99254584312438964843e-01,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('train/accuracy',7.79835402965545654296e-01,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('val/loss',4.3865400552749633789e-01,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('val/accuracy',8.14814805984497070312e-01,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('train/penalty',2.02465057373046875e-03,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('val/penalty',2.02879309654235839843e-03,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('sparsity/planned',0.0,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('sparsity/global',0.0,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('sparsity/layer/hidden',0.0,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
INSERT INTO "metrics" VALUES('sparsity/layer/output',0.0,1795910629814,'7e2763a29fe94f3aa4a47dfa415ef4dc',4,0);
CREATE TABLE "model_definitions" (
	model_definition_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	secret_id VARCHAR(36), 
	provider VARCHAR(64) NOT NULL, 
	model_name VARCHAR(256) NOT NULL, 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT model_definitions_pk PRIMARY KEY (model_definition_id), 
	CONSTRAINT fk_model_definitions_secret_id FOREIGN KEY(secret_id) REFERENCES secrets (secret_id) ON DELETE SET NULL, 
	CONSTRAINT uq_model_definitions_workspace_name UNIQUE (workspace, name)
);
CREATE TABLE "model_version_tags" (
	"key" VARCHAR(250) NOT NULL, 
	value TEXT, 
	name VARCHAR(256) NOT NULL, 
	version INTEGER NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT model_version_tag_pk PRIMARY KEY (workspace, "key", name, version), 
	CONSTRAINT fk_model_version_tags_model_versions FOREIGN KEY(workspace, name, version) REFERENCES model_versions (workspace, name, version) ON UPDATE CASCADE
);
CREATE TABLE "model_versions" (
	name VARCHAR(256) NOT NULL, 
	version INTEGER NOT NULL, 
	creation_time BIGINT, 
	last_updated_time BIGINT, 
	description VARCHAR(5000), 
	user_id VARCHAR(256), 
	current_stage VARCHAR(20), 
	source VARCHAR(500), 
	run_id VARCHAR(32), 
	status VARCHAR(20), 
	status_message VARCHAR(500), 
	run_link VARCHAR(500), 
	storage_location VARCHAR(500), 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT model_version_pk PRIMARY KEY (workspace, name, version), 
	CONSTRAINT fk_model_versions_registered_models FOREIGN KEY(workspace, name) REFERENCES registered_models (workspace, name) ON UPDATE CASCADE
);
CREATE TABLE online_scoring_configs (
	online_scoring_config_id VARCHAR(36) NOT NULL, 
	scorer_id VARCHAR(36) NOT NULL, 
	sample_rate FLOAT NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	filter_string TEXT, 
	CONSTRAINT online_scoring_config_pk PRIMARY KEY (online_scoring_config_id), 
	CONSTRAINT fk_online_scoring_configs_scorer_id FOREIGN KEY(scorer_id) REFERENCES scorers (scorer_id) ON DELETE CASCADE, 
	CONSTRAINT fk_online_scoring_configs_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id)
);
CREATE TABLE "params" (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(8000) NOT NULL, 
	run_uuid VARCHAR(32) NOT NULL, 
	CONSTRAINT param_pk PRIMARY KEY ("key", run_uuid), 
	FOREIGN KEY(run_uuid) REFERENCES runs (run_uuid)
);
INSERT INTO "params" VALUES('schedule.name','cosine','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule._target_','runner.ramps.Cosine','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.initial_sparsity','0.0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.final_sparsity','0.5','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.begin_step','0%','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.end_step','75%','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.frequency','1.5%','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('schedule.snap','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('model.name','one_hidden','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('model.units','8','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('model.l1','0.0001','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.name','digits','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset._target_','runner.data.digits','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.path','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.scale','auto','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.split_seed','0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.name','all','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.include','[''*'']','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.exclude','[]','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.inner','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.xnnpack','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.distribution','uniform','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.targets','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.frozen','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('scope.levels','[0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95]','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('pattern.name','element','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('pattern.block','[1, 1]','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('pattern.pooling','AVG','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('pattern.m_by_n','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('prune.kernel','fast','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.epochs','2','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.batch_size','32','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.learning_rate','0.001','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.optimizer','adam','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.threads','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('train.checkpoint','True','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('baseline.epochs','2','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('baseline.batch_size','32','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('baseline.optimizer','adam','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('measure.latency','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('tracking.uri','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('tracking.experiment','pruning','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('tracking.parent','bde844c315be4126bf65c285af8fa91f','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('tracking.process','a2fea90166534d6cb768a39623926bc6','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('tracking.log_model','True','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('sweep.control','True','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('sweep.retries','0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('sweep.fail_fast','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('sweep.arms','[]','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.name','local','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.jobs','1','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.address','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.cpus','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.gpus','0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.partition','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.memory_gb','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.minutes','None','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('launch.restarts','0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('target_sparsity','0.5','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('seed','0','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('force','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('allow_missed_target','False','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('trusted_modules','[''my_schedules'']','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('outputs','auto','015711f4519141efa51c5144b425d802');
INSERT INTO "params" VALUES('model.name','one_hidden','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('model.units','8','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('model.l1','0.0001','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.name','digits','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset._target_','runner.data.digits','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.path','None','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.scale','auto','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.split_seed','0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('baseline.epochs','2','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('baseline.batch_size','32','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('baseline.optimizer','adam','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('seed','0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('outputs','auto','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "params" VALUES('schedule.name','square','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule._target_','my_schedules.Square','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.initial_sparsity','0.0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.final_sparsity','0.5','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.begin_step','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.end_step','100%','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.frequency','10%','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('model.name','one_hidden','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('model.units','8','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('model.l1','0.0001','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.name','digits','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset._target_','runner.data.digits','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.path','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.scale','auto','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.split_seed','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.name','all','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.include','[''*'']','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.exclude','[]','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.inner','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.xnnpack','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.distribution','uniform','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.targets','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.frozen','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('scope.levels','[0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95]','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('pattern.name','element','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('pattern.block','[1, 1]','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('pattern.pooling','AVG','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('pattern.m_by_n','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('prune.kernel','fast','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.epochs','2','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.batch_size','32','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.learning_rate','0.001','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.optimizer','adam','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.threads','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('train.checkpoint','True','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('baseline.epochs','2','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('baseline.batch_size','32','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('baseline.optimizer','adam','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('measure.latency','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('tracking.uri','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('tracking.experiment','pruning','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('tracking.parent','bde844c315be4126bf65c285af8fa91f','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('tracking.process','a2fea90166534d6cb768a39623926bc6','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('tracking.log_model','True','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('sweep.control','True','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('sweep.retries','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('sweep.fail_fast','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('sweep.arms','[]','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.name','local','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.jobs','1','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.address','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.cpus','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.gpus','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.partition','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.memory_gb','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.minutes','None','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('launch.restarts','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('target_sparsity','0.5','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('seed','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('force','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('allow_missed_target','False','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('trusted_modules','[''my_schedules'']','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('outputs','auto','0048d444c95547c9b325891cabab708c');
INSERT INTO "params" VALUES('schedule.name','my_jump','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('schedule._target_','runner.levels.OneShot','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('schedule.final_sparsity','0.5','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('schedule.begin_step','50%','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('model.name','one_hidden','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('model.units','8','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('model.l1','0.0001','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.name','digits','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset._target_','runner.data.digits','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.path','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.scale','auto','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.split_seed','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.name','all','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.include','[''*'']','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.exclude','[]','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.inner','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.xnnpack','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.distribution','uniform','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.targets','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.frozen','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('scope.levels','[0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95]','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('pattern.name','element','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('pattern.block','[1, 1]','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('pattern.pooling','AVG','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('pattern.m_by_n','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('prune.kernel','fast','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.epochs','2','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.batch_size','32','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.learning_rate','0.001','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.optimizer','adam','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.threads','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('train.checkpoint','True','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('baseline.epochs','2','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('baseline.batch_size','32','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('baseline.optimizer','adam','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('measure.latency','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('tracking.uri','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('tracking.experiment','pruning','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('tracking.parent','bde844c315be4126bf65c285af8fa91f','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('tracking.process','a2fea90166534d6cb768a39623926bc6','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('tracking.log_model','True','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('sweep.control','True','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('sweep.retries','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('sweep.fail_fast','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('sweep.arms','[]','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.name','local','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.jobs','1','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.address','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.cpus','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.gpus','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.partition','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.memory_gb','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.minutes','None','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('launch.restarts','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('target_sparsity','0.5','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('seed','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('force','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('allow_missed_target','False','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('trusted_modules','[''my_schedules'']','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('outputs','auto','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "params" VALUES('schedule.name','dense','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('schedule._target_','runner.schedules.NoPruning','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('model.name','one_hidden','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('model.units','8','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('model.l1','0.0001','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.name','digits','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset._target_','runner.data.digits','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.path','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.scale','auto','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.split_seed','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.name','all','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.include','[''*'']','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.exclude','[]','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.inner','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.xnnpack','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.distribution','uniform','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.targets','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.frozen','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('scope.levels','[0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95]','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('pattern.name','element','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('pattern.block','[1, 1]','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('pattern.pooling','AVG','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('pattern.m_by_n','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('prune.kernel','fast','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.epochs','2','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.batch_size','32','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.learning_rate','0.001','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.optimizer','adam','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.threads','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('train.checkpoint','True','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('baseline.epochs','2','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('baseline.batch_size','32','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('baseline.optimizer','adam','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('measure.latency','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('tracking.uri','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('tracking.experiment','pruning','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('tracking.parent','bde844c315be4126bf65c285af8fa91f','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('tracking.process','a2fea90166534d6cb768a39623926bc6','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('tracking.log_model','True','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('sweep.control','True','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('sweep.retries','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('sweep.fail_fast','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('sweep.arms','[]','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.name','local','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.jobs','1','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.address','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.cpus','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.gpus','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.partition','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.memory_gb','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.minutes','None','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('launch.restarts','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('target_sparsity','0.0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('seed','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('force','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('allow_missed_target','False','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('trusted_modules','[''my_schedules'']','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('outputs','auto','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "params" VALUES('schedule.name','square','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule._target_','my_schedules.Square','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule.initial_sparsity','0.0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule.final_sparsity','0.8','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule.begin_step','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule.end_step','100%','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('schedule.frequency','10%','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('model.name','one_hidden','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('model.units','8','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('model.l1','0.0001','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.name','halves','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset._target_','my_schedules.halves','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.path','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.scale','auto','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.split_seed','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.name','all','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.include','[''*'']','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.exclude','[]','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.inner','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.xnnpack','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.distribution','uniform','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.targets','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.frozen','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('scope.levels','[0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95]','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('pattern.name','element','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('pattern.block','[1, 1]','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('pattern.pooling','AVG','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('pattern.m_by_n','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('prune.kernel','fast','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.epochs','60','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.batch_size','32','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.learning_rate','0.001','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.optimizer','adam','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.threads','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('train.checkpoint','True','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('baseline.epochs','2','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('baseline.batch_size','32','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('baseline.optimizer','adam','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('measure.latency','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('tracking.uri','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('tracking.experiment','pruning','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('tracking.parent','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('tracking.process','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('tracking.log_model','True','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('sweep.control','True','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('sweep.retries','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('sweep.fail_fast','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('sweep.arms','[]','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.name','local','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.jobs','1','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.address','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.cpus','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.gpus','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.partition','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.memory_gb','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.minutes','None','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('launch.restarts','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('target_sparsity','0.8','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('seed','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('force','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('allow_missed_target','False','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('trusted_modules','[''my_schedules'']','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('outputs','auto','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "params" VALUES('model.name','one_hidden','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('model._target_','runner.models.one_hidden','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('model.units','8','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('model.l1','0.0001','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.name','halves','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset._target_','my_schedules.halves','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.path','None','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.scale','auto','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.split_seed','0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.val_fraction','0.1','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('dataset.test_fraction','0.1','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('baseline.epochs','2','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('baseline.batch_size','32','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('baseline.learning_rate','0.001','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('baseline.optimizer','adam','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('baseline.dir','outputs/dense','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('seed','0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "params" VALUES('outputs','auto','bec6b006fea94f78983c92c368a2e98e');
CREATE TABLE "registered_model_aliases" (
	alias VARCHAR(256) NOT NULL, 
	version INTEGER NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT registered_model_alias_pk PRIMARY KEY (workspace, name, alias), 
	CONSTRAINT fk_registered_model_aliases_registered_models FOREIGN KEY(workspace, name) REFERENCES registered_models (workspace, name) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "registered_model_tags" (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(5000), 
	name VARCHAR(256) NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT registered_model_tag_pk PRIMARY KEY (workspace, "key", name), 
	CONSTRAINT fk_registered_model_tags_registered_models FOREIGN KEY(workspace, name) REFERENCES registered_models (workspace, name) ON UPDATE CASCADE
);
CREATE TABLE "registered_models" (
	name VARCHAR(256) NOT NULL, 
	creation_time BIGINT, 
	last_updated_time BIGINT, 
	description VARCHAR(5000), 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT registered_model_pk PRIMARY KEY (workspace, name)
);
CREATE TABLE review_queue_items (
	queue_id VARCHAR(36) NOT NULL, 
	item_type VARCHAR(16) NOT NULL, 
	item_id VARCHAR(50) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	completed_by VARCHAR(250), 
	completed_time_ms BIGINT, 
	creation_time_ms BIGINT NOT NULL, 
	last_update_time_ms BIGINT NOT NULL, 
	CONSTRAINT review_queue_items_pk PRIMARY KEY (queue_id, item_id), 
	CONSTRAINT fk_review_queue_items_queue_id FOREIGN KEY(queue_id) REFERENCES review_queues (queue_id) ON DELETE CASCADE
);
CREATE TABLE review_queue_label_schemas (
	queue_id VARCHAR(36) NOT NULL, 
	schema_id VARCHAR(36) NOT NULL, 
	CONSTRAINT review_queue_label_schemas_pk PRIMARY KEY (queue_id, schema_id), 
	CONSTRAINT fk_review_queue_label_schemas_queue_id FOREIGN KEY(queue_id) REFERENCES review_queues (queue_id) ON DELETE CASCADE
);
CREATE TABLE review_queue_users (
	queue_id VARCHAR(36) NOT NULL, 
	user_id VARCHAR(250) NOT NULL, 
	CONSTRAINT review_queue_users_pk PRIMARY KEY (queue_id, user_id), 
	CONSTRAINT fk_review_queue_users_queue_id FOREIGN KEY(queue_id) REFERENCES review_queues (queue_id) ON DELETE CASCADE
);
CREATE TABLE review_queues (
	queue_id VARCHAR(36) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	name VARCHAR(250) NOT NULL, 
	queue_type VARCHAR(16) NOT NULL, 
	created_by VARCHAR(255), 
	creation_time_ms BIGINT NOT NULL, 
	last_update_time_ms BIGINT NOT NULL, 
	name_key VARCHAR(250) NOT NULL, 
	CONSTRAINT review_queues_pk PRIMARY KEY (queue_id), 
	CONSTRAINT fk_review_queues_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE, 
	CONSTRAINT uq_review_queues_experiment_name_key UNIQUE (experiment_id, name_key)
);
CREATE TABLE "runs" (
	run_uuid VARCHAR(32) NOT NULL, 
	name VARCHAR(250), 
	source_type VARCHAR(20), 
	source_name VARCHAR(500), 
	entry_point_name VARCHAR(50), 
	user_id VARCHAR(256), 
	status VARCHAR(9), 
	start_time BIGINT, 
	end_time BIGINT, 
	source_version VARCHAR(50), 
	lifecycle_stage VARCHAR(20), 
	artifact_uri VARCHAR(200), 
	experiment_id INTEGER, deleted_time BIGINT, 
	CONSTRAINT run_pk PRIMARY KEY (run_uuid), 
	CONSTRAINT runs_lifecycle_stage CHECK (lifecycle_stage IN ('active', 'deleted')), 
	CONSTRAINT source_type CHECK (source_type IN ('NOTEBOOK', 'JOB', 'LOCAL', 'UNKNOWN', 'PROJECT')), 
	FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id), 
	CHECK (status IN ('SCHEDULED', 'FAILED', 'FINISHED', 'RUNNING', 'KILLED'))
);
INSERT INTO "runs" VALUES('bde844c315be4126bf65c285af8fa91f','mine','UNKNOWN','','','unknown','FINISHED',1795910511498,1795910563776,'','active','file://@HERE@/mlruns/pruning/bde844c315be4126bf65c285af8fa91f/artifacts',1,NULL);
INSERT INTO "runs" VALUES('015711f4519141efa51c5144b425d802','cosine-0.5-one_hidden-digits-s0','UNKNOWN','','','unknown','FINISHED',1795910514086,1795910528136,'','active','file://@HERE@/mlruns/pruning/015711f4519141efa51c5144b425d802/artifacts',1,NULL);
INSERT INTO "runs" VALUES('3cba420b3b9d4f7cb6e903589a4b5e6b','dense-one_hidden-digits-s0','UNKNOWN','','','unknown','FINISHED',1795910514392,1795910519328,'','active','file://@HERE@/mlruns/pruning/3cba420b3b9d4f7cb6e903589a4b5e6b/artifacts',1,NULL);
INSERT INTO "runs" VALUES('0048d444c95547c9b325891cabab708c','square-0.5-one_hidden-digits-s0','UNKNOWN','','','unknown','FINISHED',1795910530650,1795910540028,'','active','file://@HERE@/mlruns/pruning/0048d444c95547c9b325891cabab708c/artifacts',1,NULL);
INSERT INTO "runs" VALUES('caf0aacec1304917ad7a14aae41b1538','my_jump-0.5-one_hidden-digits-s0','UNKNOWN','','','unknown','FINISHED',1795910542203,1795910552448,'','active','file://@HERE@/mlruns/pruning/caf0aacec1304917ad7a14aae41b1538/artifacts',1,NULL);
INSERT INTO "runs" VALUES('68f08a70493644429e6a94c5a43570a9','dense-0-one_hidden-digits-s0','UNKNOWN','','','unknown','FINISHED',1795910555198,1795910563354,'','active','file://@HERE@/mlruns/pruning/68f08a70493644429e6a94c5a43570a9/artifacts',1,NULL);
INSERT INTO "runs" VALUES('7e2763a29fe94f3aa4a47dfa415ef4dc','square-0.8-one_hidden-halves-s0','UNKNOWN','','','unknown','RUNNING',1795910595044,1795910621036,'','active','file://@HERE@/mlruns/pruning/7e2763a29fe94f3aa4a47dfa415ef4dc/artifacts',1,NULL);
INSERT INTO "runs" VALUES('bec6b006fea94f78983c92c368a2e98e','dense-one_hidden-halves-s0','UNKNOWN','','','unknown','FINISHED',1795910595277,1795910627160,'','active','file://@HERE@/mlruns/pruning/bec6b006fea94f78983c92c368a2e98e/artifacts',1,NULL);
CREATE TABLE scheduler_leases (
	lease_key VARCHAR(255) NOT NULL, 
	acquired_at BIGINT NOT NULL, 
	ttl_seconds INTEGER NOT NULL, 
	CONSTRAINT scheduler_leases_pk PRIMARY KEY (lease_key)
);
CREATE TABLE scorer_versions (
	scorer_id VARCHAR(36) NOT NULL, 
	scorer_version INTEGER NOT NULL, 
	serialized_scorer TEXT NOT NULL, 
	creation_time BIGINT, 
	CONSTRAINT scorer_version_pk PRIMARY KEY (scorer_id, scorer_version), 
	CONSTRAINT fk_scorer_versions_scorer_id FOREIGN KEY(scorer_id) REFERENCES scorers (scorer_id) ON DELETE CASCADE
);
CREATE TABLE scorers (
	experiment_id INTEGER NOT NULL, 
	scorer_name VARCHAR(256) NOT NULL, 
	scorer_id VARCHAR(36) NOT NULL, 
	CONSTRAINT scorer_pk PRIMARY KEY (scorer_id), 
	CONSTRAINT fk_scorers_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE
);
CREATE TABLE "secrets" (
	secret_id VARCHAR(36) NOT NULL, 
	secret_name VARCHAR(255) NOT NULL, 
	encrypted_value BLOB NOT NULL, 
	wrapped_dek BLOB NOT NULL, 
	kek_version INTEGER NOT NULL, 
	masked_value VARCHAR(500) NOT NULL, 
	provider VARCHAR(64), 
	auth_config TEXT, 
	description TEXT, 
	created_by VARCHAR(255), 
	created_at BIGINT NOT NULL, 
	last_updated_by VARCHAR(255), 
	last_updated_at BIGINT NOT NULL, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT secrets_pk PRIMARY KEY (secret_id), 
	CONSTRAINT uq_secrets_workspace_secret_name UNIQUE (workspace, secret_name)
);
CREATE TABLE span_metrics (
	trace_id VARCHAR(50) NOT NULL, 
	span_id VARCHAR(50) NOT NULL, 
	"key" VARCHAR(250) NOT NULL, 
	value FLOAT, 
	CONSTRAINT span_metrics_pk PRIMARY KEY (trace_id, span_id, "key"), 
	CONSTRAINT fk_span_metrics_span FOREIGN KEY(trace_id, span_id) REFERENCES spans (trace_id, span_id) ON DELETE CASCADE
);
CREATE TABLE "spans" (
	trace_id VARCHAR(50) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	span_id VARCHAR(50) NOT NULL, 
	parent_span_id VARCHAR(50), 
	name TEXT, 
	type VARCHAR(500), 
	status VARCHAR(50) NOT NULL, 
	start_time_unix_nano BIGINT NOT NULL, 
	end_time_unix_nano BIGINT, 
	duration_ns BIGINT GENERATED ALWAYS AS (end_time_unix_nano - start_time_unix_nano) STORED, 
	content TEXT NOT NULL, 
	input_cost FLOAT, 
	output_cost FLOAT, 
	total_cost FLOAT, 
	model_name VARCHAR(500), 
	model_provider VARCHAR(500), 
	CONSTRAINT spans_pk PRIMARY KEY (trace_id, span_id), 
	CONSTRAINT fk_spans_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id), 
	CONSTRAINT fk_spans_trace_id FOREIGN KEY(trace_id) REFERENCES trace_info (request_id) ON DELETE CASCADE
);
CREATE TABLE sql_assessment_daily_rollups (
	id INTEGER NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	rollup_day DATE NOT NULL, 
	metric_name VARCHAR(250) NOT NULL, 
	grouping_set VARCHAR(50) NOT NULL, 
	sample_count BIGINT NOT NULL, 
	sum_value FLOAT, 
	min_value FLOAT, 
	max_value FLOAT, 
	CONSTRAINT sql_assessment_daily_rollups_pk PRIMARY KEY (id)
);
CREATE TABLE sql_span_cost_daily_rollups (
	id INTEGER NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	rollup_day DATE NOT NULL, 
	metric_name VARCHAR(250) NOT NULL, 
	grouping_set VARCHAR(50) NOT NULL, 
	model_name VARCHAR(500), 
	model_provider VARCHAR(500), 
	sample_count BIGINT NOT NULL, 
	sum_value FLOAT, 
	min_value FLOAT, 
	max_value FLOAT, 
	CONSTRAINT sql_span_cost_daily_rollups_pk PRIMARY KEY (id)
);
CREATE TABLE sql_trace_metric_daily_rollups (
	id INTEGER NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	rollup_day DATE NOT NULL, 
	metric_name VARCHAR(250) NOT NULL, 
	grouping_set VARCHAR(50) NOT NULL, 
	trace_status VARCHAR(50), 
	sample_count BIGINT NOT NULL, 
	sum_value FLOAT, 
	min_value FLOAT, 
	max_value FLOAT, 
	p50_value FLOAT, 
	p90_value FLOAT, 
	p99_value FLOAT, 
	CONSTRAINT sql_trace_metric_daily_rollups_pk PRIMARY KEY (id)
);
CREATE TABLE sql_trace_rollup_rebuild_queue (
	experiment_id INTEGER NOT NULL, 
	rollup_day DATE NOT NULL, 
	rollup_family VARCHAR(50) NOT NULL, 
	CONSTRAINT sql_trace_rollup_rebuild_queue_pk PRIMARY KEY (experiment_id, rollup_day, rollup_family)
);
CREATE TABLE "tags" (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(8000), 
	run_uuid VARCHAR(32) NOT NULL, 
	CONSTRAINT tag_pk PRIMARY KEY ("key", run_uuid), 
	FOREIGN KEY(run_uuid) REFERENCES runs (run_uuid)
);
INSERT INTO "tags" VALUES('kind','sweep','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('signature','0b240266','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('tfmot','0.8.1','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('onednn','0','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('host','@HOST@','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('machine','@MACHINE@','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/run.lock','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('lock_id','9314dad09a5e4bef85f95f4e8b9ac77d','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('mlflow.runName','mine','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('kind','run','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('attempt','1','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('mlflow.parentRunId','bde844c315be4126bf65c285af8fa91f','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('tfmot','0.8.1','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('onednn','0','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('host','@HOST@','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('machine','@MACHINE@','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/0/run.lock','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('lock_id','00d937d473eb47baa385394c7a7ec84a','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('sweep_process','a2fea90166534d6cb768a39623926bc6','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('signature','ddf9a593','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('arm','dadc5f20','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('dataset_sha256','b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('results_version','3','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('mlflow.runName','cosine-0.5-one_hidden-digits-s0','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('kind','dense','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('attempt','1','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('tfmot','0.8.1','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('onednn','0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('host','@HOST@','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('machine','@MACHINE@','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/0/run.lock','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('lock_id','00d937d473eb47baa385394c7a7ec84a','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('sweep_process','a2fea90166534d6cb768a39623926bc6','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('signature','71092bf8af0fe128','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('dataset_sha256','b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('results_version','3','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('mlflow.runName','dense-one_hidden-digits-s0','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('weights_sha256','b152995f1d1107a7d15661aeec9d4b42f60d85635667f32bbbafb4b4a75e6ecb','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('mlflow.note.content','A dense model that runs start from: test accuracy **0.2889**, 3,233 bytes (tflite, gzip).','3cba420b3b9d4f7cb6e903589a4b5e6b');
INSERT INTO "tags" VALUES('weights_sha256','d5abf7cc14bc3c30cd8a117bd00d953d9ffc1a31d75f3d4cdc34cce9b24a4ddc','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('dense_weights_sha256','b152995f1d1107a7d15661aeec9d4b42f60d85635667f32bbbafb4b4a75e6ecb','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('mlflow.note.content','Test accuracy **0.4444** (+0.1556 to dense) at **50.00%** sparsity, 1.39 x smaller (tflite, gzip).

|  | dense | pruned | change |
| :--- | ---: | ---: | ---: |
| test accuracy | 0.2889 | 0.4444 | +0.1556 |
| test accuracy, tflite | 0.2889 | 0.4444 | +0.1556 |
| test accuracy, int8 | 0.2889 | 0.4444 | +0.1556 |
| sparsity, prunable weights | 0.00% | 50.00% | target 50.00% |
| sparsity, whole model |  | 48.52% |  |
| keras (bytes) | 14,652 | 14,652 | 1.00 x smaller |
| keras, gzip (bytes) | 3,742 | 2,819 | 1.33 x smaller |
| tflite (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| tflite, gzip (bytes) | 3,233 | 2,332 | 1.39 x smaller |
| int8 (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| int8, gzip (bytes) | 3,237 | 2,335 | 1.39 x smaller |
| theoretical speedup |  | 2.00 x |  |

| layer | class | weights | target | achieved |
| :--- | :--- | ---: | ---: | ---: |
| hidden | Dense | 512 | 50.00% | 50.00% |
| output | Dense | 80 | 50.00% | 50.00% |','015711f4519141efa51c5144b425d802');
INSERT INTO "tags" VALUES('kind','run','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('attempt','1','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('mlflow.parentRunId','bde844c315be4126bf65c285af8fa91f','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('tfmot','0.8.1','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('onednn','0','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('host','@HOST@','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('machine','@MACHINE@','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/1/run.lock','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('lock_id','a776faf030e54c0b81dd093f11382a66','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('sweep_process','a2fea90166534d6cb768a39623926bc6','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('signature','2fcf18b2','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('arm','e70789dd','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('dataset_sha256','b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('results_version','3','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('mlflow.runName','square-0.5-one_hidden-digits-s0','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('weights_sha256','3e795f22becef106b952b696e27b3eed69429ff1dcf61a0d01838fcdec44e22a','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('dense_weights_sha256','b152995f1d1107a7d15661aeec9d4b42f60d85635667f32bbbafb4b4a75e6ecb','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('mlflow.note.content','Test accuracy **0.4556** (+0.1667 to dense) at **50.00%** sparsity, 1.38 x smaller (tflite, gzip).

|  | dense | pruned | change |
| :--- | ---: | ---: | ---: |
| test accuracy | 0.2889 | 0.4556 | +0.1667 |
| test accuracy, tflite | 0.2889 | 0.4556 | +0.1667 |
| test accuracy, int8 | 0.2889 | 0.4556 | +0.1667 |
| sparsity, prunable weights | 0.00% | 50.00% | target 50.00% |
| sparsity, whole model |  | 48.52% |  |
| keras (bytes) | 14,652 | 14,652 | 1.00 x smaller |
| keras, gzip (bytes) | 3,742 | 2,817 | 1.33 x smaller |
| tflite (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| tflite, gzip (bytes) | 3,233 | 2,335 | 1.38 x smaller |
| int8 (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| int8, gzip (bytes) | 3,237 | 2,339 | 1.38 x smaller |
| theoretical speedup |  | 2.00 x |  |

| layer | class | weights | target | achieved |
| :--- | :--- | ---: | ---: | ---: |
| hidden | Dense | 512 | 50.00% | 50.00% |
| output | Dense | 80 | 50.00% | 50.00% |','0048d444c95547c9b325891cabab708c');
INSERT INTO "tags" VALUES('kind','run','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('attempt','1','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('mlflow.parentRunId','bde844c315be4126bf65c285af8fa91f','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('tfmot','0.8.1','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('onednn','0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('host','@HOST@','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('machine','@MACHINE@','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/2/run.lock','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('lock_id','e7fe37049bcd4fa09158e924e011abcd','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('sweep_process','a2fea90166534d6cb768a39623926bc6','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('signature','45fe80ae','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('arm','f3c39e48','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('dataset_sha256','b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('results_version','3','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('mlflow.runName','my_jump-0.5-one_hidden-digits-s0','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('weights_sha256','d488a48cd3da9c666ae5d084dc1f74b1100dc08c52d2a94c7da0ab7c38fa77be','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('dense_weights_sha256','b152995f1d1107a7d15661aeec9d4b42f60d85635667f32bbbafb4b4a75e6ecb','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('mlflow.note.content','Test accuracy **0.3667** (+0.0778 to dense) at **50.00%** sparsity, 1.38 x smaller (tflite, gzip).

|  | dense | pruned | change |
| :--- | ---: | ---: | ---: |
| test accuracy | 0.2889 | 0.3667 | +0.0778 |
| test accuracy, tflite | 0.2889 | 0.3667 | +0.0778 |
| test accuracy, int8 | 0.2889 | 0.3667 | +0.0778 |
| sparsity, prunable weights | 0.00% | 50.00% | target 50.00% |
| sparsity, whole model |  | 48.52% |  |
| keras (bytes) | 14,652 | 14,652 | 1.00 x smaller |
| keras, gzip (bytes) | 3,742 | 2,825 | 1.32 x smaller |
| tflite (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| tflite, gzip (bytes) | 3,233 | 2,340 | 1.38 x smaller |
| int8 (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| int8, gzip (bytes) | 3,237 | 2,344 | 1.38 x smaller |
| theoretical speedup |  | 2.00 x |  |

| layer | class | weights | target | achieved |
| :--- | :--- | ---: | ---: | ---: |
| hidden | Dense | 512 | 50.00% | 50.00% |
| output | Dense | 80 | 50.00% | 50.00% |','caf0aacec1304917ad7a14aae41b1538');
INSERT INTO "tags" VALUES('kind','run','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('attempt','1','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('mlflow.parentRunId','bde844c315be4126bf65c285af8fa91f','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('tfmot','0.8.1','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('onednn','0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('host','@HOST@','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('machine','@MACHINE@','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/sweeps/2026-11-29/00-01-04-019432/3/run.lock','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('lock_id','2a0649987d31458c8e1121b162014220','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('sweep_process','a2fea90166534d6cb768a39623926bc6','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('signature','772fadd5','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('arm','30993ca2','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('dataset_sha256','b399eded13d1d607b9e2937258f7b1d317626e2fffd13a6da34a221f9bc7ad16','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('results_version','3','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('mlflow.runName','dense-0-one_hidden-digits-s0','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('weights_sha256','78e8321b4f7898979121b3295606628eb3d9e499edd6f0acffa3e67cafe6e7db','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('dense_weights_sha256','b152995f1d1107a7d15661aeec9d4b42f60d85635667f32bbbafb4b4a75e6ecb','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('mlflow.note.content','Test accuracy **0.4444** (+0.1556 to dense) at **0.00%** sparsity, 1.00 x smaller (tflite, gzip).

|  | dense | trained on | change |
| :--- | ---: | ---: | ---: |
| test accuracy | 0.2889 | 0.4444 | +0.1556 |
| test accuracy, tflite | 0.2889 | 0.4444 | +0.1556 |
| test accuracy, int8 | 0.2889 | 0.4444 | +0.1556 |
| sparsity, prunable weights | 0.00% | 0.00% | target 0.00% |
| sparsity, whole model |  | 0.00% |  |
| keras (bytes) | 14,652 | 14,652 | 1.00 x smaller |
| keras, gzip (bytes) | 3,742 | 3,746 | 1.00 x smaller |
| tflite (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| tflite, gzip (bytes) | 3,233 | 3,242 | 1.00 x smaller |
| int8 (bytes) | 4,312 | 4,312 | 1.00 x smaller |
| int8, gzip (bytes) | 3,237 | 3,245 | 1.00 x smaller |
| theoretical speedup |  | 1.00 x |  |

| layer | class | weights | target | achieved |
| :--- | :--- | ---: | ---: | ---: |
| hidden | Dense | 512 | 0.00% | 0.00% |
| output | Dense | 80 | 0.00% | 0.00% |','68f08a70493644429e6a94c5a43570a9');
INSERT INTO "tags" VALUES('mlflow.note.content','**Schedules by area under accuracy**

| rank | schedule | area | low | high | may be the best | surely loses less than 0.005 up to | next | n | points |
| ---: | :--- | ---: | ---: | ---: | ---: | ---: | :--- | ---: | ---: |
| 1 | square | 0.45556 |  |  | yes |  | 0.5 undecided | 1 | 1 |
| 2 | cosine | 0.44444 |  |  | yes |  | 0.5 undecided | 1 | 1 |
| 3 | my_jump | 0.36667 |  |  | yes |  | 0.5 undecided | 1 | 1 |

**To mind:**

- Every arm has fewer than 3 seeds, too few to know the spread: dense, square 0.5, cosine 0.5, my_jump 0.5.
- Which schedule is first on one_hidden and digits may be chance, given the noise each may be the best: square, cosine, my_jump.
- Which arm is first at a target may be chance, each of these may be the best: square 0.5, cosine 0.5, my_jump 0.5.
- Fewer than 5 operating points, the ranking holds for these targets only: square (1), cosine (1), my_jump (1).

![sparsity.png](get-artifact?path=sparsity.png&run_uuid=bde844c315be4126bf65c285af8fa91f)

![accuracy.png](get-artifact?path=accuracy.png&run_uuid=bde844c315be4126bf65c285af8fa91f)

![size.png](get-artifact?path=size.png&run_uuid=bde844c315be4126bf65c285af8fa91f)

![layers.png](get-artifact?path=layers.png&run_uuid=bde844c315be4126bf65c285af8fa91f)

Everything, on a page, is the artifact `comparison.html`.

**Arms by target**

| target | rank | arm | n | test accuracy | low | high | to dense | may be the best |
| ---: | ---: | :--- | ---: | ---: | ---: | ---: | ---: | ---: |
| 0.5 | 1 | square 0.5 | 1 | 0.45556 |  |  | 0.01111 | yes |
| 0.5 | 2 | cosine 0.5 | 1 | 0.44444 |  |  | 0.00000 | yes |
| 0.5 | 3 | my_jump 0.5 | 1 | 0.36667 |  |  | -0.07778 | yes |','bde844c315be4126bf65c285af8fa91f');
INSERT INTO "tags" VALUES('kind','run','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('attempt','1','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('tfmot','0.8.1','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('onednn','0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('host','@HOST@','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('machine','@MACHINE@','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/runs/2026-11-29/00-03-27-239333/run.lock','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('lock_id','29be6429829247888ccdd4fbe7f55ecc','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('signature','862a9713','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('arm','f109cf12','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('dataset_sha256','06fd12c206b886373cff16a34beacaabf89ff9db4a9e5902af592e1b490fa5c7','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('results_version','3','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('mlflow.runName','square-0.8-one_hidden-halves-s0','7e2763a29fe94f3aa4a47dfa415ef4dc');
INSERT INTO "tags" VALUES('kind','dense','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('attempt','1','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('tensorflow','2.21.0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('tf-keras','2.21.0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('tfmot','0.8.1','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('git_commit','unknown: fatal: not a git repository (or any of the parent directories): .git','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('onednn','0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('cpu','Intel(R) Xeon(R) Processor (amx_bf16 amx_int8 amx_tile avx avx2 avx512_bf16 avx512_bitalg avx512_fp16 avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl avx_vnni fma)','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('host','@HOST@','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('boot_id','@BOOT_ID@','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('machine','@MACHINE@','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('lock','@HERE@/outputs/runs/2026-11-29/00-03-27-239333/run.lock','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('lock_id','29be6429829247888ccdd4fbe7f55ecc','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('signature','acaa502407e195c7','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('dataset_sha256','06fd12c206b886373cff16a34beacaabf89ff9db4a9e5902af592e1b490fa5c7','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('results_version','3','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('mlflow.runName','dense-one_hidden-halves-s0','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('weights_sha256','735956298d58655b1a2580002e812c9b7490047f8c82ecb2c867a68bd75344f2','bec6b006fea94f78983c92c368a2e98e');
INSERT INTO "tags" VALUES('mlflow.note.content','A dense model that runs start from: test accuracy **0.6833**, 1,116 bytes (tflite, gzip).','bec6b006fea94f78983c92c368a2e98e');
CREATE TABLE "trace_info" (
	request_id VARCHAR(50) NOT NULL, 
	experiment_id INTEGER NOT NULL, 
	timestamp_ms BIGINT NOT NULL, 
	execution_time_ms BIGINT, 
	status VARCHAR(50) NOT NULL, 
	client_request_id VARCHAR(50), 
	request_preview VARCHAR(1000), 
	response_preview VARCHAR(1000), 
	db_payload_generation INTEGER DEFAULT '0' NOT NULL, trace_name VARCHAR(4096), session_id VARCHAR(250), input_tokens BIGINT, output_tokens BIGINT, total_tokens BIGINT, cache_read_input_tokens BIGINT, cache_creation_input_tokens BIGINT, cache_creation_input_tokens_above_1hr BIGINT, input_cost FLOAT, output_cost FLOAT, total_cost FLOAT, 
	CONSTRAINT trace_info_pk PRIMARY KEY (request_id), 
	CONSTRAINT fk_trace_info_experiment_id FOREIGN KEY(experiment_id) REFERENCES experiments (experiment_id) ON DELETE CASCADE
);
CREATE TABLE trace_metrics (
	request_id VARCHAR(50) NOT NULL, 
	"key" VARCHAR(250) NOT NULL, 
	value FLOAT, 
	CONSTRAINT trace_metrics_pk PRIMARY KEY (request_id, "key"), 
	CONSTRAINT fk_trace_metrics_request_id FOREIGN KEY(request_id) REFERENCES trace_info (request_id) ON DELETE CASCADE
);
CREATE TABLE "trace_request_metadata" (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(8000), 
	request_id VARCHAR(50) NOT NULL, 
	CONSTRAINT trace_request_metadata_pk PRIMARY KEY ("key", request_id), 
	CONSTRAINT fk_trace_request_metadata_request_id FOREIGN KEY(request_id) REFERENCES trace_info (request_id) ON DELETE CASCADE
);
CREATE TABLE "trace_tags" (
	"key" VARCHAR(250) NOT NULL, 
	value VARCHAR(8000), 
	request_id VARCHAR(50) NOT NULL, 
	CONSTRAINT trace_tag_pk PRIMARY KEY ("key", request_id), 
	CONSTRAINT fk_trace_tags_request_id FOREIGN KEY(request_id) REFERENCES trace_info (request_id) ON DELETE CASCADE
);
CREATE TABLE webhook_events (
	webhook_id VARCHAR(256) NOT NULL, 
	entity VARCHAR(50) NOT NULL, 
	action VARCHAR(50) NOT NULL, 
	CONSTRAINT webhook_event_pk PRIMARY KEY (webhook_id, entity, action), 
	FOREIGN KEY(webhook_id) REFERENCES webhooks (webhook_id) ON DELETE cascade
);
CREATE TABLE "webhooks" (
	webhook_id VARCHAR(256) NOT NULL, 
	name VARCHAR(256) NOT NULL, 
	description VARCHAR(1000), 
	url VARCHAR(500) NOT NULL, 
	status VARCHAR(20) DEFAULT 'ACTIVE' NOT NULL, 
	secret VARCHAR(1000), 
	creation_timestamp BIGINT, 
	last_updated_timestamp BIGINT, 
	deleted_timestamp BIGINT, 
	workspace VARCHAR(63) DEFAULT 'default' NOT NULL, 
	CONSTRAINT webhook_pk PRIMARY KEY (webhook_id)
);
CREATE TABLE workspaces (
	name VARCHAR(63) NOT NULL, 
	description TEXT, 
	default_artifact_root TEXT, trace_archival_location TEXT, trace_archival_retention VARCHAR(32), 
	CONSTRAINT workspaces_pk PRIMARY KEY (name)
);
INSERT INTO "workspaces" VALUES('default','Default workspace for legacy resources',NULL,NULL,NULL);
CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
CREATE INDEX index_latest_metrics_run_uuid ON latest_metrics (run_uuid);
CREATE INDEX index_inputs_destination_type_destination_id_source_type ON inputs (destination_type, destination_id, source_type);
CREATE INDEX index_inputs_input_uuid ON inputs (input_uuid);
CREATE INDEX index_params_run_uuid ON params (run_uuid);
CREATE INDEX index_trace_tags_request_id ON trace_tags (request_id);
CREATE INDEX index_trace_request_metadata_request_id ON trace_request_metadata (request_id);
CREATE INDEX index_tags_run_uuid ON tags (run_uuid);
CREATE INDEX index_datasets_experiment_id_dataset_source_type ON datasets (experiment_id, dataset_source_type);
CREATE INDEX index_datasets_dataset_uuid ON datasets (dataset_uuid);
CREATE INDEX index_logged_model_metrics_model_id ON logged_model_metrics (model_id);
CREATE INDEX index_entity_associations_association_id ON entity_associations (association_id);
CREATE INDEX index_entity_associations_reverse_lookup ON entity_associations (destination_type, destination_id, source_type, source_id);
CREATE INDEX idx_webhook_events_entity ON webhook_events (entity);
CREATE INDEX idx_webhook_events_action ON webhook_events (action);
CREATE INDEX idx_webhook_events_entity_action ON webhook_events (entity, action);
CREATE UNIQUE INDEX index_scorers_experiment_id_scorer_name ON scorers (experiment_id, scorer_name);
CREATE INDEX index_scorer_versions_scorer_id ON scorer_versions (scorer_id);
CREATE INDEX index_evaluation_dataset_tags_dataset_id ON evaluation_dataset_tags (dataset_id);
CREATE INDEX index_evaluation_dataset_records_dataset_id ON evaluation_dataset_records (dataset_id);
CREATE INDEX index_endpoint_model_mappings_endpoint_id ON endpoint_model_mappings (endpoint_id);
CREATE INDEX index_endpoint_model_mappings_model_definition_id ON endpoint_model_mappings (model_definition_id);
CREATE INDEX index_endpoint_tags_endpoint_id ON endpoint_tags (endpoint_id);
CREATE INDEX index_trace_metrics_request_id ON trace_metrics (request_id);
CREATE UNIQUE INDEX unique_endpoint_model_linkage_mapping ON endpoint_model_mappings (endpoint_id, model_definition_id, linkage_type);
CREATE INDEX index_span_metrics_trace_id_span_id ON span_metrics (trace_id, span_id);
CREATE INDEX index_evaluation_datasets_name ON evaluation_datasets (name);
CREATE INDEX index_evaluation_datasets_created_time ON evaluation_datasets (created_time);
CREATE INDEX idx_webhooks_name ON webhooks (name);
CREATE INDEX idx_webhooks_status ON webhooks (status);
CREATE TRIGGER prevent_secrets_aad_mutation
BEFORE UPDATE ON secrets
FOR EACH ROW
WHEN OLD.secret_id != NEW.secret_id OR OLD.secret_name != NEW.secret_name
BEGIN
    SELECT RAISE(ABORT, 'secret_id and secret_name are immutable (used as AAD in encryption)');
END;
CREATE INDEX index_model_definitions_secret_id ON model_definitions (secret_id);
CREATE INDEX index_model_definitions_provider ON model_definitions (provider);
CREATE INDEX index_jobs_name_status_creation_time ON jobs (job_name, workspace, status, creation_time);
CREATE INDEX idx_experiments_workspace ON experiments (workspace);
CREATE INDEX idx_registered_models_workspace ON registered_models (workspace);
CREATE INDEX idx_experiments_workspace_creation_time ON experiments (workspace, creation_time);
CREATE INDEX idx_evaluation_datasets_workspace ON evaluation_datasets (workspace);
CREATE INDEX idx_webhooks_workspace ON webhooks (workspace);
CREATE INDEX idx_secrets_workspace ON secrets (workspace);
CREATE INDEX idx_endpoints_workspace ON endpoints (workspace);
CREATE INDEX idx_model_definitions_workspace ON model_definitions (workspace);
CREATE INDEX idx_budget_policies_workspace ON budget_policies (workspace);
CREATE INDEX index_issues_experiment_id ON issues (experiment_id);
CREATE INDEX index_issues_source_run_id ON issues (source_run_id);
CREATE INDEX index_issues_status ON issues (status);
CREATE INDEX index_metrics_run_uuid_key_step ON metrics (run_uuid, "key", step);
CREATE INDEX idx_guardrails_workspace ON guardrails (workspace);
CREATE INDEX idx_guardrails_scorer ON guardrails (scorer_id, scorer_version);
CREATE INDEX idx_guardrail_configs_endpoint_id ON guardrail_configs (endpoint_id);
CREATE INDEX idx_guardrail_configs_guardrail_id ON guardrail_configs (guardrail_id);
CREATE INDEX idx_model_version_tags_workspace_name_version ON model_version_tags (workspace, name, version);
CREATE INDEX idx_registered_model_tags_workspace_name ON registered_model_tags (workspace, name);
CREATE INDEX index_label_schemas_experiment_id ON label_schemas (experiment_id);
CREATE INDEX index_review_queues_experiment_id ON review_queues (experiment_id);
CREATE INDEX index_review_queue_users_user_id ON review_queue_users (user_id);
CREATE INDEX index_review_queue_items_queue_id_status ON review_queue_items (queue_id, status);
CREATE INDEX index_review_queue_items_item_id ON review_queue_items (item_id);
CREATE INDEX index_review_queue_label_schemas_schema_id ON review_queue_label_schemas (schema_id);
CREATE INDEX idx_mcp_server_versions_latest ON mcp_server_versions (workspace, name, status, version_major DESC, version_minor DESC, version_patch DESC);
CREATE INDEX ix_mcp_access_endpoints_server_name ON mcp_access_endpoints (workspace, server_name);
CREATE INDEX ix_mcp_access_endpoints_version ON mcp_access_endpoints (workspace, server_name, server_version);
CREATE INDEX ix_mcp_access_endpoints_alias ON mcp_access_endpoints (workspace, server_name, server_alias);
CREATE INDEX idx_budget_policies_target_value ON budget_policies (target_value);
CREATE INDEX index_trace_info_experiment_id_timestamp_ms ON trace_info (experiment_id, timestamp_ms);
CREATE INDEX index_trace_info_timestamp_ms_request_id ON trace_info (timestamp_ms, request_id);
CREATE INDEX index_assessments_run_id_created_timestamp ON assessments (run_id, created_timestamp);
CREATE INDEX index_assessments_last_updated_timestamp ON assessments (last_updated_timestamp);
CREATE INDEX index_assessments_assessment_type ON assessments (assessment_type);
CREATE INDEX index_assessments_trace_id_created_timestamp ON assessments (trace_id, created_timestamp);
CREATE INDEX index_spans_experiment_id_duration ON spans (experiment_id, duration_ns);
CREATE INDEX index_spans_experiment_id_type_status ON spans (experiment_id, type, status);
CREATE INDEX index_spans_experiment_id_status_type ON spans (experiment_id, status, type);
CREATE INDEX index_spans_experiment_id_start_time ON spans (experiment_id, start_time_unix_nano);
CREATE INDEX index_trace_info_experiment_id_session_id ON trace_info (experiment_id, session_id);
CREATE INDEX idx_trace_rollups_lookup ON sql_trace_metric_daily_rollups (experiment_id, rollup_day, metric_name, grouping_set, trace_status);
CREATE INDEX idx_span_cost_rollups_lookup ON sql_span_cost_daily_rollups (experiment_id, rollup_day, metric_name, grouping_set, model_name, model_provider);
CREATE INDEX idx_assessment_rollups_lookup ON sql_assessment_daily_rollups (experiment_id, rollup_day, metric_name, grouping_set);
CREATE INDEX idx_spans_cost_trace_time_cover ON spans (trace_id, start_time_unix_nano);
CREATE INDEX idx_spans_cost_exp_time_cover ON spans (experiment_id, start_time_unix_nano);
CREATE INDEX idx_assessments_exp_trace_ts ON assessments (experiment_id, trace_timestamp_ms);
CREATE INDEX idx_assessments_exp_trace_ts_name ON assessments (experiment_id, trace_timestamp_ms, name);
CREATE INDEX idx_assessments_exp_name_valid ON assessments (experiment_id, name, valid);
CREATE INDEX index_job_locks_job_id ON job_locks (job_id);
CREATE INDEX index_jobs_status_lease_expires_at ON jobs (status, lease_expires_at);
COMMIT;
