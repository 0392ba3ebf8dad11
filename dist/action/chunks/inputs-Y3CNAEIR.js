import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{settingInputs}from"./chunk-3VPD2AWO.js";import"./chunk-KP3S7YKH.js";import"./chunk-J5BNCRNT.js";export{settingInputs};
