import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{settingInputs}from"./chunk-XVOJJCF7.js";import"./chunk-XCEM4CIU.js";import"./chunk-J5BNCRNT.js";export{settingInputs};
