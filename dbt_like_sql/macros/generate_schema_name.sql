{# A layer is a schema, as in the pipeline: dbt_staging, dbt_intermediate, dbt_indicators. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema }}{{ custom_schema_name or '' }}
{%- endmacro %}
