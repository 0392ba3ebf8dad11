{{- define "galley.name" -}}
{{- $name := contains .Chart.Name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) }}
{{- $name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* Of one part; takes (list $ "web"). */}}
{{- define "galley.selector" -}}
app.kubernetes.io/name: {{ (index . 0).Chart.Name }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "galley.labels" -}}
{{ include "galley.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{- define "galley.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* What takes webhooks. */}}
{{- define "galley.front" -}}
{{ eq .Values.mode "embedded" | ternary "all" "web" }}
{{- end }}

{{/* A pod; takes (dict "root" $ "role" "web" "resources" … "data" volume). */}}
{{- define "galley.pod" -}}
{{- $root := .root }}
{{- $values := .root.Values }}
metadata:
  labels:
    {{- include "galley.labels" (list $root .role) | nindent 4 }}
  {{- with $values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "galley.name" $root }}
  automountServiceAccountToken: false
  # A service called galley would set GALLEY_PORT and more, which are no settings of ours.
  enableServiceLinks: false
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  # It needs ten seconds at most.
  terminationGracePeriodSeconds: 15
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: { type: RuntimeDefault }
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "galley.selector" (list $root .role) | nindent 10 }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: galley
      image: {{ include "galley.image" $root }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [serve, --role, {{ .role }}]
      env:
        {{- include "galley.environment" $root | nindent 8 }}
      ports:
        - name: http
          containerPort: 3000
      startupProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 5
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 20
        timeoutSeconds: 5
      readinessProbe:
        # Who takes webhooks must go on with it while the model is away: they wait in the queue.
        httpGet: { path: {{ eq .role "worker" | ternary "/readyz" "/readyz/webhooks" }}, port: http }
        periodSeconds: 10
        timeoutSeconds: 10
      resources:
        {{- toYaml .resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      volumeMounts:
        - { name: data, mountPath: /var/lib/galley }
        - { name: tmp, mountPath: /tmp }
        - { name: secrets, mountPath: /run/secrets/galley, readOnly: true }
        {{- if $values.certificates.configMap }}
        - { name: certificates, mountPath: /run/certificates, readOnly: true }
        {{- end }}
  volumes:
    {{- with .data }}
    - name: data
      {{- toYaml . | nindent 6 }}
    {{- end }}
    - name: tmp
      emptyDir: {}
    - name: secrets
      secret:
        secretName: {{ $values.app.existingSecret }}
        defaultMode: 0440
        items:
          - { key: private-key, path: private-key }
          - { key: webhook-secret, path: webhook-secret }
          {{- if eq $values.mode "postgres" }}
          - { key: database-url, path: database-url }
          {{- end }}
    {{- with $values.certificates }}
    {{- if .configMap }}
    - name: certificates
      configMap:
        name: {{ .configMap }}
        items:
          - { key: {{ .key }}, path: ca.crt }
    {{- end }}
    {{- end }}
{{- end }}

{{- define "galley.environment" -}}
- name: APP_ID
  value: {{ .Values.app.id | quote }}
- name: PRIVATE_KEY_PATH
  value: /run/secrets/galley/private-key
- name: WEBHOOK_SECRET_FILE
  value: /run/secrets/galley/webhook-secret
{{- if eq .Values.mode "postgres" }}
- name: DATABASE_URL_FILE
  value: /run/secrets/galley/database-url
{{- end }}
{{- with .Values.app.enterpriseHost }}
- name: GHE_HOST
  value: {{ . | quote }}
{{- end }}
- name: GALLEY_APP_OPERATOR_TOKEN
  valueFrom:
    secretKeyRef: { name: {{ .Values.app.existingSecret }}, key: operator-token, optional: true }
- name: GALLEY_APP_API_TOKEN
  valueFrom:
    secretKeyRef: { name: {{ .Values.app.existingSecret }}, key: api-token, optional: true }
- name: GALLEY_MODEL
  value: {{ .Values.model.name | quote }}
- name: GALLEY_SERVER
  value: {{ .Values.model.server | quote }}
- name: GALLEY_ALLOW_HOST
  value: {{ (urlParse .Values.model.server).hostname | quote }}
- name: GALLEY_DATA
  value: /var/lib/galley
- name: HOST
  value: 0.0.0.0
- name: PORT
  value: '3000'
{{- if .Values.certificates.configMap }}
- name: NODE_EXTRA_CA_CERTS
  value: /run/certificates/ca.crt
- name: GIT_SSL_CAINFO
  value: /run/certificates/ca.crt
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
