import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{isRuleFile,readOperatorRules,readRepositoryRules,ruleFolder}from"./chunk-DJLP63F5.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";export{isRuleFile,readOperatorRules,readRepositoryRules,ruleFolder};
